import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Happening } from '../../src/adapters/adapter.ts';
import type { Journal } from '../../src/journal/journal.ts';
import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import { createLogger } from '../../src/observe/logger.ts';
import { sealedStore } from '../../src/sealed-store.ts';
import { createVault } from '../../src/vault.ts';
import { Desk, paragraph } from '../adapters/slack/desk.ts';
import { controlsIn } from '../fakes/slack/controls-in.ts';
import { FakePeople } from '../fakes/slack/fake-people.ts';

const STATE_SECRET = 'state-secret-0123';
const many = { botToken: null, clientId: 'client.1', clientSecret: 'client-secret', stateSecret: STATE_SECRET };
const words = { blocks: [paragraph('返事')] };
const older = randomBytes(32);
const newer = randomBytes(32);

let folder: string;
let journal: Journal;
let desk: Desk;
let written: string[];
const log = createLogger({ level: 'debug', to: { write: (line) => void written.push(line) } });
const lines = () => written.map((line): Record<string, unknown> => JSON.parse(line));

beforeEach(async () => {
  written = [];
  folder = mkdtempSync(join(tmpdir(), 'op25b-secrets-'));
  journal = await openSqliteJournal({ folder, role: 'serve', clock: Date.now, onError: () => {} });
});
afterEach(async () => {
  await desk.close();
  await journal.close();
  rmSync(folder, { recursive: true });
});

const storeWith = (...keys: Buffer[]) => sealedStore({ vault: createVault(keys), journal, log });

async function open(...keys: Buffer[]): Promise<void> {
  desk = await Desk.open('http', {
    settings: many,
    parts: { installations: storeWith(...keys), log: log.child({ platform: 'slack' }) },
  });
}

/** @returns its token */
async function install(team: string): Promise<string> {
  await desk.install(team);
  return desk.slack.team(team).botToken;
}

async function begun(team: string): Promise<Happening> {
  new FakePeople(desk.slack, team).command('');
  return desk.happening(({ workspace }) => workspace === `slack:${team}`);
}

const bytesOf = async (key: string) => (await journal.loadInstallation(key)) ?? expect.fail(`no ${key}`);
const onDisk = () =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name)).toString('latin1'))
    .join('\n');

describe('the tokens of workspaces', () => {
  it('lie on disk sealed', async () => {
    await open(newer);
    const token = await install('T2');
    expect(onDisk()).toContain('slack:T2');
    expect(onDisk()).not.toContain(token);
    expect(onDisk()).not.toContain('xoxb');
    expect(await desk.say(await begun('T2'), words)).toMatchObject({ type: 'done' });
  });

  it('of one are refused in the row of another: nothing is sent with them', async () => {
    await open(newer);
    await install('T2');
    const token = await install('T3');
    await journal.saveInstallation('slack:T2', await bytesOf('slack:T3'));
    const before = desk.slack.calls.length;
    expect(await desk.say(await begun('T2'), words)).toMatchObject({ type: 'failed', reason: 'VaultError' });
    expect(desk.slack.calls.slice(before).filter((call) => call.token === token)).toEqual([]);
  });

  it('that were altered are refused', async () => {
    await open(newer);
    await install('T2');
    const altered = Buffer.from(await bytesOf('slack:T2'));
    altered.writeUInt8(altered.readUInt8(altered.length - 1) ^ 1, altered.length - 1);
    await journal.saveInstallation('slack:T2', altered);
    await expect(storeWith(newer).load('slack:T2')).rejects.toMatchObject({ code: 'vault-damaged' });
    expect(await desk.say(await begun('T2'), words)).toMatchObject({ type: 'failed', reason: 'VaultError' });
  });

  it('are not opened by another key: the error names the variable, and no key', async () => {
    await open(older);
    await install('T2');
    const error: unknown = await storeWith(newer)
      .load('slack:T2')
      .catch((problem: unknown) => problem);
    expect(error).toMatchObject({ code: 'vault-key-unknown', message: expect.stringContaining('OP25B_SECRET_KEY') });
    for (const key of [older, newer]) {
      for (const form of ['hex', 'base64'] as const) expect(String(error)).not.toContain(key.toString(form));
    }
  });

  it('are sealed anew with a new key as they are used; then the former key may go', async () => {
    await open(older);
    await install('T2');
    const before = await bytesOf('slack:T2');
    await storeWith(newer, older).load('slack:T2');
    expect(Buffer.from(await bytesOf('slack:T2')).equals(before)).toBe(false);
    expect(await storeWith(newer).load('slack:T2')).toContain(desk.slack.team('T2').botToken);
    await expect(storeWith(older).load('slack:T2')).rejects.toMatchObject({ code: 'vault-key-unknown' });
    const audited = lines().filter(({ act }) => act === 'key-rotated');
    expect(audited).toMatchObject([{ msg: 'audit-line', result: 'done' }]);
    expect(audited[0]?.['from']).not.toBe(audited[0]?.['to']);
    const kept = await bytesOf('slack:T2');
    await storeWith(newer, older).load('slack:T2');
    expect(await bytesOf('slack:T2'), 'once is enough').toEqual(kept);
  });

  it('appear in no line of the log, whatever goes wrong', async () => {
    await open(newer);
    const token = await install('T2');
    const started = await begun('T2');
    desk.slack.fail('chat.postMessage', { status: 500 });
    desk.slack.fail('chat.postMessage', { error: 'invalid_auth' });
    desk.slack.fail('users.info', { error: 'missing_scope' }, 5);
    for (let index = 0; index < 3; index += 1) await desk.say(started, words);
    await fetch(`http://127.0.0.1:${desk.http.port}/slack/oauth_redirect?code=secret-code&state=forged`);
    desk.slack.fail('oauth.v2.access', { error: 'bad_client_secret' });
    await install('T2');
    await new FakePeople(desk.slack, 'T2').uninstall().acked;
    await desk.adapter.stop();
    expect(lines().map(({ act }) => act)).toEqual(expect.arrayContaining(['install', 'uninstall']));
    const all = written.join('');
    for (const secret of [
      token,
      'xoxb',
      STATE_SECRET,
      'client-secret',
      'signing-secret',
      'secret-code',
      newer.toString('base64'),
    ])
      expect(all).not.toContain(secret);
  });
});

describe('a token that is renewed (trap 14)', () => {
  it('is renewed once, however many cases need it at the same time, and kept', async () => {
    await open(newer);
    // Everything that lives less than two hours is renewed when it is looked up.
    desk.slack.oauth.expiresIn = 600;
    const first = await install('T2');
    desk.slack.oauth.expiresIn = 43_200;
    const started = await begun('T2');
    const said = await Promise.all([1, 2, 3, 4].map(() => desk.say(started, words)));
    expect(said.map(({ type }) => type)).toEqual(['done', 'done', 'done', 'done']);
    expect(
      desk.slack.callsOf('oauth.v2.access').filter(({ args }) => args['grant_type'] === 'refresh_token'),
    ).toHaveLength(1);
    const second = desk.slack.team('T2').botToken;
    expect(second).not.toBe(first);
    expect(await storeWith(newer).load('slack:T2')).toContain(second);
    expect(lines().filter(({ act }) => act === 'token-renewed')).toHaveLength(1);
    expect(written.join('')).not.toContain('xoxe');
  });

  it('that another process renewed is taken from the journal', async () => {
    await open(newer);
    desk.slack.oauth.expiresIn = 43_200;
    const first = await install('T2');
    const started = await begun('T2');
    expect(await desk.say(started, words)).toMatchObject({ type: 'done' });
    const json = (await storeWith(newer).load('slack:T2')) ?? '';
    desk.slack.team('T2').botToken = 'xoxe.xoxb-renewed';
    await storeWith(newer).save('slack:T2', json.replaceAll(first, 'xoxe.xoxb-renewed'));
    expect(await desk.say(started, words)).toMatchObject({ type: 'done' });
    expect(desk.slack.callsOf('chat.postMessage').at(-1)?.token).toBe('xoxe.xoxb-renewed');
  });
});

describe('an organisation that installed the app for all of its workspaces', () => {
  it('is served in each of them with its one token, the desk included', async () => {
    desk = await Desk.open('http', {
      settings: { ...many, deskChannel: 'E1/CDESK' },
      parts: { installations: storeWith(newer), log: log.child({ platform: 'slack' }) },
    });
    const { slack } = desk;
    slack.addTeam('T6', 'to be given').enterprise = 'E1';
    slack.oauth.nextEnterprise = 'E1';
    const token = await install('T5');
    slack.oauth.nextEnterprise = null;
    await install('T7');
    expect(await journal.loadInstallation('slack:E1')).not.toBeNull();
    expect(await journal.loadInstallation('slack:T5')).toBeNull();
    slack.team('T6').channels.delete('CDESK');
    slack.team('T5').channels.get('CDESK')?.members.add('U1');
    for (const team of ['T5', 'T6', 'T7']) {
      const channel = slack.team(team).addChannel(`C${team}-1`).id;
      new FakePeople(slack, team).command('', { channel });
      const started = await desk.happening(({ address }) => address?.includes(channel) === true);
      const card = { blocks: [paragraph('受付')], actions: [{ id: 'claim' as const, label: '担当する' }] };
      expect(await desk.say(started, words), team).toMatchObject({ type: 'done' });
      const atDesk = await desk.say(started, card, { to: 'desk' });
      if (atDesk.type !== 'done' || atDesk.platformId === undefined) expect.fail(`${team}: ${JSON.stringify(atDesk)}`);
      const { platformId } = atDesk;
      const showing = { type: 'edit' as const, message: 'desk', platformId, document: card, final: true };
      expect(await desk.say(started, card, { to: 'desk', showing }), team).toMatchObject({ type: 'done' });
    }
    const used = slack.callsOf('chat.postMessage').map(({ args, token: by }) => [args['channel'], by]);
    const own = slack.team('T7').botToken;
    expect(used).toEqual([
      ['CT5-1', token],
      ['CDESK', token],
      ['CT6-1', token],
      ['CDESK', token],
      ['CT7-1', own],
      ['CDESK', token],
    ]);
    // Somebody of another of its workspaces is at the desk, too.
    const shown = desk.posts('CDESK', 'T5')[0] ?? expect.fail('nothing at the desk');
    const people = new FakePeople(slack, 'T5');
    people.press(shown, controlsIn(shown.blocks)[0]?.id ?? '');
    await desk.happening(({ event }) => event.type === 'desk-acted');
    await people.uninstall().acked;
    await slack.until(() => lines().some(({ act }) => act === 'uninstall'));
    expect(await journal.loadInstallation('slack:E1')).toBeNull();
  });
});
