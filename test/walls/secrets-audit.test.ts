import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLiveDesk } from '../../src/desk/live-desk.ts';
import { keepDeskFresh } from '../../src/desk/keep-desk-fresh.ts';
import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import { auditMark } from '../../src/observe/audit.ts';
import { createLogger } from '../../src/observe/logger.ts';
import { createMetrics } from '../../src/observe/metrics.ts';
import { createObserver } from '../../src/observe/create-observer.ts';
import { startTraces } from '../../src/observe/traces.ts';
import { stand } from '../adapters/discord/stand.ts';
import { Desk } from '../adapters/slack/desk.ts';
import { FakePeople } from '../fakes/slack/fake-people.ts';
import { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { give, said, say } from '../journal/steps.ts';
import { LabClock, LabHost } from '../host/lab-host.ts';

type Line = Record<string, unknown>;

let folder: string;
let written: Line[];
const log = createLogger({ level: 'info', to: { write: (line) => void written.push(JSON.parse(line)) } });
/** What every line has beside the act. */
const COMMON = ['level', 'time', 'msg', 'pid', 'hostname'];
const audited = (lines: Line[] = written) =>
  lines
    .filter(({ msg }) => msg === 'audit-line')
    .map((line) => Object.fromEntries(Object.entries(line).filter(([name]) => !COMMON.includes(name))));

beforeEach(() => {
  written = [];
  folder = mkdtempSync(join(tmpdir(), 'op25b-audit-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function command(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; acts: Line[] }> {
  const child = spawn(process.execPath, ['src/op25b.js', ...args], {
    env: { OP25B_DATA_DIR: folder, LANG: 'C', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const err = await textOf(child.stderr);
  if (child.exitCode === null) await once(child, 'exit');
  const lines = err.split('\n').filter((line) => line.startsWith('{'));
  return { code: child.exitCode, acts: audited(lines.map((line): Line => JSON.parse(line))) };
}

describe('an audit line', () => {
  const operator = auditMark(`system:${userInfo().username}`);

  it('is written for what an operator does by command', async () => {
    const journal = await openSqliteJournal({ folder, role: 'serve', clock: Date.now, onError: () => {} });
    await journal.take(said('e1', 'e1', 'ABCDE-12345'), give(say('m1', 'words')));
    const work = await journal.effects.work('test', 1, async () => ({ type: 'dead', error: 'channel_not_found' }));
    await expect.poll(() => journal.effects.deadList(1)).toHaveLength(1);
    await work.stop();
    await journal.close();
    const file = join(folder, 'copy.db');
    const discord = await FakeDiscord.start();
    const token = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url };
    const retried = await command(['jobs', 'retry', 'all']);
    const [again, backup, stats, register] = await Promise.all([
      command(['jobs', 'retry', 'ABCDE-12345:1']),
      command(['backup', file]),
      command(['stats', '--json']),
      command(['register'], token),
    ]);
    await discord.close();
    const who = { who: operator, result: 'done' };
    expect(retried.acts).toEqual([{ ...who, act: 'jobs-retried', case: 'ABCDE-12345', from: 'dead', to: 'waiting' }]);
    expect(again, 'nothing to retry any more').toMatchObject({ code: 1, acts: [] });
    expect(backup.acts).toEqual([{ ...who, act: 'backup' }]);
    expect(existsSync(file)).toBe(true);
    expect(stats.acts).toEqual([{ ...who, act: 'stats-read' }]);
    expect(register.acts).toEqual([{ ...who, act: 'commands-registered', platform: 'discord', count: 2 }]);
  });

  it('is written for each desk file that is taken up, or cannot be', async () => {
    const file = join(folder, 'desk.yaml');
    writeFileSync(file, 'name: Help desk\n');
    const { stop } = keepDeskFresh(file, createLiveDesk(file), log);
    // A change before the first look at the file is none: it is written again until it is seen.
    const writeUntil = (yaml: string, line: Line) =>
      expect
        .poll(() => (writeFileSync(file, `${yaml}# ${Date.now()}\n`), audited()), { interval: 2_000 })
        .toContainEqual({ act: 'desk-file', ...line });
    try {
      await writeUntil('name: Help desk\ncolour: red\n', { result: 'failed', from: 'newest', to: 'last-good' });
      await writeUntil('name: Help desk of Osaka\n', { result: 'done', from: 'last-good', to: 'newest' });
    } finally {
      stop();
    }
  });

  it('is written for what somebody at the desk does with a case, from what to what', async () => {
    const traces = await startTraces({});
    const metrics = createMetrics({ backlog: () => journal.effects.backlog(), adapters: () => [], now: Date.now });
    const clock = new LabClock();
    const journal = await openSqliteJournal({ folder, role: 'serve', clock: clock.read, onError: () => {} });
    const observer = createObserver(metrics, log, traces);
    const host = new LabHost({ journal, clock, probe: async function* () {}, observer });
    const conversation = 'ABCDE-12345';
    await host.do(conversation, { type: 'started' });
    await host.do(conversation, { type: 'commanded', command: 'hand-off' });
    for (const [action, by] of [
      ['claim', 'hanako'],
      ['claim', 'taro'],
      ['resolve', 'hanako'],
    ] as const) {
      await host.do(conversation, { type: 'desk-acted', action, by }, { person: `lab:${by}` });
    }
    await journal.close();
    await traces.stop();
    const at = { case: conversation, platform: 'lab' };
    expect(audited()).toEqual([
      { ...at, act: 'claim', result: 'done', from: 'waiting', to: 'claimed', who: auditMark('lab:hanako') },
      { ...at, act: 'claim', result: 'refused', from: 'claimed', to: 'claimed', who: auditMark('lab:taro') },
      { ...at, act: 'resolve', result: 'done', from: 'claimed', to: 'resolved', who: auditMark('lab:hanako') },
    ]);
  });

  it('is written for each workspace of Slack that installs the app, anew or again, and that removes it', async () => {
    const many = { botToken: null, clientId: 'client.1', clientSecret: 'client-secret', stateSecret: 'state' };
    const desk = await Desk.open('http', { settings: many, parts: { log } });
    try {
      await desk.install('T2');
      await desk.install('T2');
      const people = new FakePeople(desk.slack, 'T2');
      await people.revokeToken().acked;
      await desk.install('T2');
      await people.uninstall().acked;
    } finally {
      await desk.close();
    }
    const done = { result: 'done', workspace: 'slack:T2' };
    const by = { ...done, act: 'install', to: 'installed', who: auditMark('slack:T2:U1') };
    expect(audited()).toEqual([
      { ...by, from: 'none' },
      { ...by, from: 'installed' },
      { ...done, act: 'uninstall', from: 'installed', to: 'revoked' },
      { ...by, from: 'none' },
      { ...done, act: 'uninstall', from: 'installed', to: 'uninstalled' },
    ]);
  });

  it('is written for each guild of Discord that takes the bot in, and that removes it', async () => {
    const { fake, lines } = await stand();
    const guild = fake.world.addGuild('New');
    fake.gateway.dispatch(
      'GUILD_CREATE',
      { id: guild.id, name: 'New', channels: [], members: [], threads: [] },
      guild.id,
    );
    await fake.waitFor(() => lines.find(({ message }) => message === 'audit-line'), 'a line');
    fake.gateway.dispatch('GUILD_DELETE', { id: guild.id }, guild.id);
    await fake.waitFor(() => lines.filter(({ message }) => message === 'audit-line').length === 2, 'a second line');
    const at = { result: 'done', workspace: `discord:${guild.id}` };
    expect(lines.filter(({ message }) => message === 'audit-line').map(({ fields }) => fields)).toEqual([
      { ...at, act: 'install', from: 'none', to: 'installed' },
      { ...at, act: 'uninstall', from: 'installed', to: 'removed' },
    ]);
  });

  it('names nobody: the same person has the same mark, which the person’s id makes', () => {
    expect(auditMark('slack:T1:U1')).toMatch(/^[0-9a-f]{16}$/);
    expect(auditMark('slack:T1:U1')).not.toBe(auditMark('slack:T2:U1'));
  });
});
