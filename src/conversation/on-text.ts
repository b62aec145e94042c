import type { QuestionId, Reading } from '../diagnosis/reading/reading.ts';
import { read } from '../diagnosis/reading/read.ts';
import { paragraph, type MessageBlock } from '../message/message.ts';
import { dataText, text } from '../message/text.ts';
import { adoptLanguage } from './adopt-language.ts';
import { reopen, solved } from './closing.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import { handOff } from './hand-off.ts';
import { commandOf, onCommand } from './on-command.ts';
import { onWorked } from './on-worked.ts';
import { askAgain, proceed, startProbe } from './proceed.ts';
import { clientRemarks, takeIn, withBarePort } from './take-in.ts';
import type { Turn } from './turn.ts';

/**
 * Free words at any point of the talk.
 *
 * @param pending the question they answer, if any
 */
export function onText(turn: Turn, said: string, knowledge: EngineKnowledge, pending: QuestionId | null): void {
  const reading = read(said, { pending, knowledge: knowledge.reading, language: turn.conversation.language });
  const firstWords = !turn.conversation.heard;
  const changed = adoptLanguage(turn, reading);
  if (pending !== null && pending !== turn.conversation.pending) turn.recordQuestion(pending);
  turn.recordWords(reading.redacted);
  const begun = turn.conversation.messages > 0;
  const has = (intent: Reading['intents'][number]) => reading.intents.includes(intent);
  const command = commandOf(reading);
  if (command) return onCommand(turn, command, knowledge);
  if (has('human')) return handOff(turn, knowledge, 'asked');
  reopen(turn);

  const client = turn.conversation.facts.answers.client;
  const taken = takeIn(turn, withBarePort(reading, said), pending);
  taken.remarks.push(...clientRemarks(client, turn, knowledge));
  const remarks = begun ? taken.remarks : [paragraph(text('conversation:greeting')), ...taken.remarks];
  if (changed && begun) remarks.unshift(paragraph(text('conversation:language-changed')));
  if (reading.topic) remarks.push(...topicBlocks(reading.topic));
  if (taken.server && taken.server !== turn.conversation.facts.answers.server) {
    return startProbe(turn, taken.server, remarks);
  }
  if (has('solved') || reading.answers.worked === 'yes') return solved(turn, remarks);
  if (reading.answers.worked === 'no' || (has('not-solved') && turn.conversation.advised !== null && !taken.facts)) {
    return onWorked(turn, 'no', knowledge, remarks);
  }
  if (pending === 'worked' && reading.answers.worked === 'unknown')
    return onWorked(turn, 'unknown', knowledge, remarks);
  if (pending === 'server' && has('unknown')) {
    turn.answer('server', 'unknown');
    remarks.push(paragraph(text('conversation:server-unknown')));
  } else if (!taken.facts && begun) {
    // "I cannot send mail" needs no answer but the next question.
    const isComplaint = firstWords || has('complaint') || has('not-solved') || has('greeting');
    const opening = isComplaint && remarks.length === 0 ? [paragraph(text('conversation:acknowledged'))] : remarks;
    return askAgain(turn, knowledge, opening);
  }
  proceed(turn, knowledge, remarks);
}

export function topicBlocks(topic: string): MessageBlock[] {
  return [paragraph(dataText(`explanation:${topic}`)), paragraph(text('conversation:answer.ask-isp'))];
}
