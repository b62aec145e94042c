import type { QuestionId } from '../diagnosis/reading/reading.ts';
import type { Message } from '../message/message.ts';
import type { Conversation, Effect, Facts, Step } from './types.ts';

/** One step in the making: the conversation as it will be, and what is to be done, in order. */
export class Turn {
  conversation: Conversation;
  readonly effects: Effect[] = [];

  constructor(conversation: Conversation) {
    this.conversation = conversation;
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
    return { conversation: this.conversation, effects: this.effects };
  }
}
