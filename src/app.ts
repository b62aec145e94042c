import { randomInt } from 'node:crypto';
import { JsonLinesAdapter } from './adapters/terminal/json-lines-adapter.ts';
import { TerminalAdapter } from './adapters/terminal/terminal-adapter.ts';
import { writeLine } from './adapters/terminal/write-line.ts';
import type { Config } from './config.ts';
import { createEngine } from './conversation/engine.ts';
import { startHealth } from './health.ts';
import { loadKnowledge } from './knowledge/load-knowledge.ts';
import type { Language } from './message/message.ts';
import { text } from './message/text.ts';
import { RESOURCES } from './message/resources.ts';
import { createTranslator } from './message/translator.ts';
import { proberFor } from './prober-for.ts';
import { createSession } from './session.ts';

export type ChatOptions = { io: NodeJS.Process; language: Language; languageFixed: boolean; jsonLines: boolean };

/** Runs every configured platform; with none configured the conversation is held here, so that a first start shows the product. */
export async function serve(
  config: Config,
  { io, language }: { io: NodeJS.Process; language: Language },
): Promise<number> {
  const health = config.http ? await startHealth(config.http) : null;
  try {
    const translator = createTranslator(RESOURCES);
    await writeLine(io.stdout, translator.plain(language, text('terminal:no-platform')));
    return await chat(config, { io, language, languageFixed: false, jsonLines: false });
  } finally {
    await health?.close();
  }
}

/** Holds one conversation on the terminal, until its end or the end of input. */
export async function chat(config: Config, options: ChatOptions): Promise<number> {
  const { io, language, languageFixed } = options;
  const knowledge = loadKnowledge();
  const translator = createTranslator(RESOURCES);
  const prober = proberFor(config, knowledge.providers);
  const engine = createEngine({ ...knowledge.engine, desk: { name: config.desk.name, contact: config.desk.contact } });
  const adapter = options.jsonLines
    ? new JsonLinesAdapter(io.stdin, io.stdout, translator)
    : new TerminalAdapter(io.stdin, io.stdout, translator, io.stdout.isTTY === true && !io.env['NO_COLOR']);
  const session = createSession({
    engine,
    translator,
    adapter,
    probe: (target, signal) => prober.probe(target, { signal }),
    conversation: { ...engine.begin(caseNumber(), language), languageFixed },
  });
  await adapter.run((event) => session.receive(event));
  await session.settled();
  return 0;
}

/** Short enough to be read out on the phone. */
function caseNumber(): string {
  return `C${randomInt(1_000_000).toString().padStart(6, '0')}`;
}
