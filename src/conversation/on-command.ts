import type { Reading } from '../diagnosis/reading/reading.ts';
import { paragraph, type Language, type MessageBlock } from '../message/message.ts';
import { text } from '../message/text.ts';
import { begin } from './begin.ts';
import { close } from './closing.ts';
import { leaveDesk } from './desk-state.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import { handOff } from './hand-off.ts';
import { toldItems } from './messages/case-summary.ts';
import { ask, proceed } from './proceed.ts';
import type { Turn } from './turn.ts';
import type { Event } from './types.ts';

export type Command = Extract<Event, { type: 'commanded' }>['command'];

/** Commands that can be given in plain words, too. */
const SPOKEN = ['restart', 'end', 'resume'] as const satisfies readonly Command[];

/** The command that a message is, if it is one. */
export function commandOf(reading: Reading): (typeof SPOKEN)[number] | null {
  return SPOKEN.find((command) => reading.intents.includes(command)) ?? null;
}

export function onCommand(turn: Turn, command: Command, knowledge: EngineKnowledge): void {
  switch (command) {
    case 'hand-off':
      return handOff(turn, knowledge, 'asked');
    case 'end':
      return close(turn, knowledge);
    case 'restart':
      return restart(turn, knowledge);
    case 'resume':
      return resume(turn, knowledge);
  }
}

export function onLanguage(turn: Turn, language: Language, knowledge: EngineKnowledge): void {
  turn.update({ language, languageFixed: true });
  const remarks = [paragraph(text('conversation:language-changed'))];
  const { pending, status } = turn.conversation;
  if (pending && status === 'open') ask(turn, pending, knowledge, remarks);
  else turn.say({ blocks: remarks });
}

function restart(turn: Turn, knowledge: EngineKnowledge): void {
  leaveDesk(turn, 'handed-back', knowledge);
  const { id, language, languageFixed, messages, desk, reported } = turn.conversation;
  turn.update({ ...begin(id, language), languageFixed, messages, desk, reported });
  proceed(turn, knowledge, [paragraph(text('conversation:restarted'))]);
}

/** Takes the talk up where it stopped: what was told is repeated in short, and the question that waits is put again. */
function resume(turn: Turn, knowledge: EngineKnowledge): void {
  const { status, messages } = turn.conversation;
  if (messages === 0) return proceed(turn, knowledge, [paragraph(text('conversation:greeting'))]);
  leaveDesk(turn, 'handed-back', knowledge);
  turn.update({ status: 'open', resolved: false });
  const { pending, probe } = turn.conversation;
  const opening = status === 'open' ? [] : whereWeWere(turn, knowledge);
  if (pending) return ask(turn, pending, knowledge, opening);
  const checking = probe?.status === 'running' ? [paragraph(text('conversation:still-checking'))] : [];
  proceed(turn, knowledge, [...opening, ...checking]);
}

function whereWeWere(turn: Turn, knowledge: EngineKnowledge): MessageBlock[] {
  const items = toldItems(turn.conversation, knowledge);
  if (items.length === 0) return [paragraph(text('conversation:resumed'))];
  return [paragraph(text('conversation:resumed-with')), { kind: 'list', items }];
}
