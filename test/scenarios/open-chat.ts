import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { createInterface } from 'node:readline';
import { caseId } from '../../src/adapters/case-id.ts';
import { JsonLinesAdapter } from '../../src/adapters/terminal/json-lines-adapter.ts';
import { createTalk } from '../../src/adapters/terminal/talk.ts';
import { createEngine } from '../../src/conversation/engine.ts';
import { createHost } from '../../src/host/host.ts';
import { SILENT_OBSERVER } from '../../src/host/observer.ts';
import { openSqliteJournal } from '../../src/journal/sqlite/sqlite-journal.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import type { Language } from '../../src/message/message.ts';
import { RESOURCES } from '../../src/message/resources.ts';
import { createTranslator } from '../../src/message/translator.ts';
import type { Prober } from '../../src/probe/prober.ts';
import type { Chat } from './hold-conversation.ts';

const knowledge = loadKnowledge();
const translator = createTranslator(RESOURCES);
const engine = createEngine({ ...knowledge.engine, desk: { name: null, contact: null, reachable: false } });

/** A conversation in this process, as `op25b chat --jsonl` holds it. */
export async function openChat(language: Language, prober: Prober): Promise<Chat> {
  const input = new PassThrough();
  const output = new PassThrough();
  const run = randomUUID();
  const opening = { type: 'started' } as const;
  const talk = createTalk({ conversation: caseId(run), opening, language, languageChosen: false, run });
  const adapter = new JsonLinesAdapter(input, output, translator, talk);
  const journal = openSqliteJournal({ folder: null, role: 'serve', clock: Date.now, onError: console.error });
  const host = createHost({
    illustrate: async (document) => document,
    journal,
    seats: [{ adapter, engine }],
    translator,
    probe: (target, signal) => prober.probe(target, { signal }),
    limits: null,
    observer: SILENT_OBSERVER,
    clock: Date.now,
    worker: 'scenario',
    keepDays: 30,
    stopWithinMs: 10_000,
  });
  await host.start();
  await adapter.start(host.inbox(adapter.name));
  const ended = adapter.ended
    .then(() => host.settled())
    .then(() => host.stop())
    .finally(() => output.end());
  return {
    send: (line) => input.write(`${JSON.stringify(line)}\n`),
    lines: createInterface({ input: output }),
    async close() {
      input.end();
      output.resume();
      await ended;
      await journal.close();
    },
  };
}
