import { createEngine, type Engine } from '../../src/conversation/engine.ts';
import type { Conversation, Effect, Event, ProbeReport } from '../../src/conversation/types.ts';
import { plainLines } from '../../src/adapters/terminal/plain-document.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import type { Language, Message } from '../../src/message/message.ts';
import { RESOURCES } from '../../src/message/resources.ts';
import { createTranslator } from '../../src/message/translator.ts';

const knowledge = loadKnowledge();
const translator = createTranslator(RESOURCES);

export type TalkOptions = {
  language?: Language;
  report?: (target: string) => ProbeReport;
  contact?: string;
  deskReachable?: boolean;
};

/** A conversation with the engine, its effects kept; a probe answers at once with the report that is given. */
export class Talk {
  readonly engine: Engine;
  readonly effects: Effect[] = [];
  conversation: Conversation;
  /** What the newest step asked for. */
  wakeIn: number | null = null;
  report: ((target: string) => ProbeReport) | null;

  constructor(options: TalkOptions = {}) {
    const desk = { name: null, contact: options.contact ?? null, reachable: options.deskReachable ?? false };
    this.engine = createEngine({ ...knowledge.engine, desk });
    this.conversation = this.engine.begin('C000001', options.language ?? 'ja');
    this.report = options.report ?? null;
  }

  /** @returns what the bot said in answer, as plain text */
  do(event: Event): string {
    const step = this.engine.step(this.conversation, event);
    this.conversation = step.conversation;
    this.wakeIn = step.wakeIn;
    this.effects.push(...step.effects);
    const said = step.effects.flatMap((effect) => {
      if (effect.type === 'say' || effect.type === 'edit') {
        return [this.words(effect.message)];
      }
      if (effect.type === 'probe' && this.report) {
        return [this.do({ type: 'probe-finished', probe: effect.probe, report: this.report(effect.target) })];
      }
      return [];
    });
    return said.join('\n');
  }

  /** A message in the language of the conversation, as plain text. */
  words(message: Message): string {
    return plainLines(translator.document(this.conversation.language, message)).join('\n');
  }

  say(text: string): string {
    return this.do({ type: 'said', text });
  }

  /** Effects of one kind, in order. */
  all<K extends Effect['type']>(type: K): Extract<Effect, { type: K }>[] {
    return this.effects.filter((effect): effect is Extract<Effect, { type: K }> => effect.type === type);
  }
}
