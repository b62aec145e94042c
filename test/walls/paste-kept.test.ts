import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Event } from '../../src/conversation/types.ts';
import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import { createObserver } from '../../src/observe/create-observer.ts';
import { createLogger } from '../../src/observe/logger.ts';
import { createMetrics } from '../../src/observe/metrics.ts';
import { NO_TRACES } from '../../src/observe/traces.ts';
import { goodReport } from '../conversation/reports.ts';
import { LabClock, LabHost } from '../host/lab-host.ts';
import { formsOf, PASTED } from './paste-corpus.ts';

/** A case whose person pastes so much, and whose desk gets it all. */
const PASTES_PER_CASE = 9;
/** Shorter ones ("a@") stand in any file by chance. */
const TELLING = 6;

const held = PASTED.filter(({ kind }) => kind !== 'harmless');
const folder = mkdtempSync(join(tmpdir(), 'op25b-kept-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** By all the doors through which words come in. */
function eventFor(text: string, number: number): Event {
  const answers = { server: text, error: text, line: text, client: text };
  const doors: Event[] = [
    { type: 'said', text },
    { type: 'answered', question: 'error', value: text },
    { type: 'filled', answers, text },
    { type: 'answered', question: 'server', value: text },
    { type: 'answered', question: 'line', value: text },
  ];
  return doors[number % doors.length] ?? { type: 'said', text };
}

describe('what people paste that must not be kept', () => {
  let places: Record<string, string>;

  beforeAll(async () => {
    const written: string[] = [];
    const clock = new LabClock();
    const journal = openSqliteJournal({ folder, role: 'serve', clock: clock.read, onError: console.error });
    const metrics = createMetrics({ backlog: () => journal.effects.backlog(), adapters: () => [], now: clock.read });
    const log = createLogger({ level: 'debug', to: { write: (line) => void written.push(line) } });
    const bot = new LabHost({
      journal,
      clock,
      async *probe(target) {
        yield { type: 'report', report: goodReport(target) };
      },
      observer: createObserver(metrics, log, NO_TRACES),
    });
    await bot.host.start();
    for (const [index, { text }] of held.entries()) {
      const conversation = `case${Math.floor(index / PASTES_PER_CASE)}`;
      await bot.do(conversation, eventFor(text, index));
      if (index % PASTES_PER_CASE === PASTES_PER_CASE - 2) {
        await bot.do(conversation, { type: 'commanded', command: 'hand-off' });
      }
    }
    await bot.host.settled();
    const cases = Math.ceil(held.length / PASTES_PER_CASE);
    const kept = await Promise.all(Array.from({ length: cases }, (_, index) => journal.load(`case${index}`)));
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    places = {
      'the journal’s files': Buffer.concat(files).toString('utf8'),
      'the transcript': kept.map((one) => JSON.stringify(one?.log)).join('\n'),
      'what is said to the person': bot.platform.shown
        .filter(({ to }) => to !== 'desk')
        .map(({ text }) => text)
        .join('\n'),
      'what the desk sees': bot.platform.shown
        .filter(({ to }) => to === 'desk')
        .map(({ text }) => text)
        .join('\n'),
      'the log': written.join('\n'),
      'the metrics': await metrics.text(),
    };
    await bot.close();
  });

  const names = [
    'the journal’s files',
    'the transcript',
    'what is said to the person',
    'what the desk sees',
    'the log',
    'the metrics',
  ];

  test.each(names)('is not in %s', (name) => {
    const place = places[name] ?? '';
    expect(place.length).toBeGreaterThan(1_000);
    const secrets = held.flatMap((one) => one.secrets).flatMap(formsOf);
    const told = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
    expect(told.filter((secret) => secret.length >= TELLING && place.includes(secret))).toEqual([]);
  });

  test('what must be kept is in the journal and at the desk: servers and errors', () => {
    for (const name of ['the journal’s files', 'what the desk sees']) {
      expect(places[name]).toContain('••••••@example.jp');
      expect(places[name]).toContain('535 5.7.8');
    }
  });
});
