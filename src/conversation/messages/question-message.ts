import type { QuestionRow } from '../../knowledge/diagnosis-schema.ts';
import { selfCheckCommand } from '../../diagnosis/reading/self-check-command.ts';
import type { Choice, Message, MessageBlock, Question } from '../../message/message.ts';
import { dataText, text } from '../../message/text.ts';
import type { EngineKnowledge } from '../engine-knowledge.ts';
import type { Conversation, QuestionId } from '../types.ts';

/** The question as a message; the self-check brings its command for the person's kind of device. */
export function questionMessage(id: QuestionId, conversation: Conversation, knowledge: EngineKnowledge): Message {
  const blocks: MessageBlock[] = [{ kind: 'paragraph', text: dataText(`question:${id}.ask`) }];
  if (id === 'self-check') blocks.push(...commandBlocks(conversation));
  const row = knowledge.diagnosis.questions.find((candidate) => candidate.id === id);
  return row ? { blocks, question: questionOf(row) } : { blocks };
}

/** Every question takes "I don't know": nobody may be stuck on one. */
function questionOf(row: QuestionRow): Question {
  const choices: Choice[] = row.choices.map((choice) => ({
    id: choice,
    label:
      row.id === 'client' && choice !== 'other'
        ? dataText(`clients:${choice}.name`)
        : dataText(`question:${row.id}.choices.${choice}`),
  }));
  choices.push({ id: 'unknown', label: dataText(`question:${row.id}.choices.unknown`) });
  return { id: row.id, choices, freeText: row.freeText };
}

const WINDOWS_ONLY = ['outlook-', 'windows-', 'becky', 'hidemaru-', 'shuriken'];
const UNIX_ONLY = ['apple-mail-', 'outlook-mac', 'admin-postfix', 'admin-exim', 'admin-sendmail', 'admin-msmtp'];

function commandBlocks(conversation: Conversation): MessageBlock[] {
  const host = conversation.probe?.report?.dns.host ?? conversation.facts.answers.server;
  if (host === undefined || host.includes('@')) return [];
  const client = conversation.facts.answers.client ?? '';
  const startsWithAny = (beginnings: string[]) => beginnings.some((beginning) => client.startsWith(beginning));
  const unixOnly = startsWithAny(UNIX_ONLY);
  const windowsOnly = startsWithAny(WINDOWS_ONLY) && !unixOnly;
  const blocks: MessageBlock[] = [];
  if (!unixOnly) {
    blocks.push({
      kind: 'code',
      label: text('conversation:self-check.windows'),
      value: selfCheckCommand(host, 'powershell'),
    });
  }
  if (!windowsOnly) {
    blocks.push({ kind: 'code', label: text('conversation:self-check.unix'), value: selfCheckCommand(host, 'sh') });
  }
  return blocks;
}
