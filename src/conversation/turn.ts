import type { QuestionId } from '../diagnosis/reading/reading.ts';
import { visible } from '../diagnosis/reading/visible.ts';
import type { Message } from '../message/message.ts';
import type { Conversation, Effect, Facts, LogEntry, Step } from './types.ts';
import { wakeIn } from './wake-in.ts';

/** More of a talk than this nobody reads at the desk, and the state must stay a few KB. */
const MOST_LOGGED = 40;

/** One step in the making: the conversation as it will be, and what is to be done, in order. */
export class Turn {
  conversation: Conversation;
  /** The conversation as it was when the step began. */
  readonly before: Conversation;
  readonly effects: Effect[] = [];

  constructor(conversation: Conversation) {
    this.conversation = conversation;
    this.before = conversation;
  }

  update(change: Partial<Conversation>): void {
    this.conversation = { ...this.conversation, ...change };
  }

  updateFacts(change: Partial<Facts>): void {
    this.update({ facts: { ...this.conversation.facts, ...change } });
  }

  answer(question: QuestionId, value: string): void {
    this.updateFacts({ answers: { ...this.conversation.facts.answers, [question]: value } });
  }

  /** Keeps the newest entries of the record for the desk. */
  record(entry: LogEntry): void {
    this.update({ log: [...this.conversation.log, entry].slice(-MOST_LOGGED) });
  }

  /** @param masked what the person said, without secrets */
  recordWords(masked: string): void {
    if (masked.trim() !== '') this.record({ said: visible(masked.trim()) });
  }

  /** A question put again before anything was said is one line of the record. */
  recordQuestion(question: QuestionId): void {
    const last = this.conversation.log.at(-1);
    if (!last || !('asked' in last) || last.asked !== question) this.record({ asked: question });
  }

  /** @returns the id of the message, by which it can be edited */
  say(message: Message): string {
    const messages = this.conversation.messages + 1;
    const id = `m${messages}`;
    this.update({ messages });
    this.effects.push({ type: 'say', id, message });
    return id;
  }

  do(effect: Effect): void {
    this.effects.push(effect);
  }

  step(): Step {
    return { conversation: this.conversation, effects: this.effects, wakeIn: wakeIn(this.conversation) };
  }
}
