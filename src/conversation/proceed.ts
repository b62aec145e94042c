import { diagnose, type Diagnosis, type RankedCause } from '../diagnosis/diagnosis.ts';
import { gatherEvidence } from '../diagnosis/evidence.ts';
import { nextQuestion } from '../diagnosis/next-question.ts';
import { chooseRemedy, needsClient, type Remedy } from '../diagnosis/remedy.ts';
import type { QuestionId } from '../diagnosis/reading/reading.ts';
import type { QuestionRow } from '../knowledge/diagnosis-schema.ts';
import { paragraph, type MessageBlock, type Text } from '../message/message.ts';
import { text } from '../message/text.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import { answerBlocks, causeName } from './messages/answer-message.ts';
import { progressMessage } from './messages/progress-message.ts';
import { questionMessage } from './messages/question-message.ts';
import { handOff } from './hand-off.ts';
import type { Turn } from './turn.ts';
import type { Conversation } from './types.ts';

/** Questions that belong to the talk and tell nothing of the cause. */
const NOT_ABOUT_THE_CAUSE: QuestionId[] = ['server', 'client', 'worked'];

/** So many questions that the person could not answer do not count as asked: another one may be put instead. */
const MOST_PASSED = 1;

/** What is known now, and what follows from it. `next` takes longer than all the rest together. */
type Standing = {
  diagnosis: Diagnosis;
  best: RankedCause | null;
  remedy: Remedy | null;
  next: () => QuestionRow | null;
};

/**
 * Goes on with the talk: waits for a probe that runs, else asks what would tell most, else gives the answer.
 *
 * @param remarks what to say first, in the same message
 */
export function proceed(turn: Turn, knowledge: EngineKnowledge, remarks: MessageBlock[] = []): void {
  const { conversation } = turn;
  if (conversation.status !== 'open') return sayRemarks(turn, remarks);
  if (conversation.probe?.status === 'running') return sayRemarks(turn, remarks);
  const standing = standingOf(turn, knowledge);
  const question = questionToAsk(turn, standing);
  if (question) return ask(turn, question, knowledge, remarks.length > 0 ? remarks : thanks(turn, question));
  conclude(turn, standing, knowledge, remarks);
}

/** A fact was told while another question was open: it is acknowledged before that question comes again. */
function thanks(turn: Turn, question: QuestionId): MessageBlock[] {
  return turn.conversation.pending === question ? [paragraph(text('conversation:thanks'))] : [];
}

/** Puts a question, or puts it again when it is the one that waits. */
export function ask(turn: Turn, id: QuestionId, knowledge: EngineKnowledge, remarks: MessageBlock[] = []): void {
  const message = questionMessage(id, turn.conversation, knowledge);
  const asked = turn.conversation.asked.includes(id) ? turn.conversation.asked : [...turn.conversation.asked, id];
  turn.update({ pending: id, asked });
  turn.recordQuestion(id);
  turn.say({ ...message, blocks: [...remarks, ...message.blocks] });
}

/** Nothing new was said: the question that waits is put again, and an unreadable text is said to be one. */
export function askAgain(turn: Turn, knowledge: EngineKnowledge, remarks: MessageBlock[]): void {
  const said = remarks.length > 0 ? remarks : [paragraph(text('conversation:not-understood'))];
  if (turn.conversation.pending) ask(turn, turn.conversation.pending, knowledge, said);
  else proceed(turn, knowledge, said);
}

export function startProbe(turn: Turn, target: string, remarks: MessageBlock[]): void {
  const id = `p${turn.conversation.messages + 1}`;
  const message = progressMessage(target, []);
  const messageId = turn.say({ blocks: [...remarks, ...message.blocks] });
  turn.answer('server', target);
  turn.update({
    probe: { id, target, status: 'running', messageId, seen: [], report: null, failure: null },
    pending: null,
    tried: [],
    advised: null,
    advisedRemedy: null,
  });
  turn.do({ type: 'probe', probe: id, target });
}

/** Neither answered nor put before; the question that waits for its answer stays open while other things are told. */
function isOpen(turn: Turn, id: QuestionId): boolean {
  const { facts, asked, pending } = turn.conversation;
  return facts.answers[id] === undefined && (id === pending || !asked.includes(id));
}

type Told = Pick<Conversation, 'facts' | 'probe' | 'tried'>;

function weigh({ facts, probe, tried }: Told, knowledge: EngineKnowledge) {
  const features = gatherEvidence(facts, probe?.report ?? null, knowledge.diagnosis);
  const pointed = facts.error?.causes ?? [];
  return { features, pointed, diagnosis: diagnose(features, knowledge.diagnosis, pointed, tried) };
}

function standingOf(turn: Turn, knowledge: EngineKnowledge): Standing {
  const { facts, probe, tried, asked } = turn.conversation;
  const report = probe?.report ?? null;
  const { features, pointed, diagnosis } = weigh(turn.conversation, knowledge);
  const best = diagnosis.causes[0] ?? null;
  const remedy = best ? chooseRemedy(best.id, features, facts, report, knowledge.diagnosis) : null;
  const settled = knowledge.diagnosis.questions.map(({ id }) => id).filter((id) => !isOpen(turn, id));
  const aboutCause = asked.filter((id) => !NOT_ABOUT_THE_CAUSE.includes(id));
  const passed = aboutCause.filter((id) => facts.answers[id] === 'unknown').length;
  const counted = aboutCause.length - Math.min(passed, MOST_PASSED) - 2 * tried.length;
  const next = () => nextQuestion({ features, pointed, tried, settled, asked: counted }, knowledge.diagnosis);
  return { diagnosis, best, remedy, next };
}

/** The server comes first, unless the answer is clear without it; the mail program last, for its steps. */
function questionToAsk(turn: Turn, standing: Standing): QuestionId | null {
  const open = (id: QuestionId) => isOpen(turn, id);
  if (open('server') && standing.best?.certainty !== 'confirmed') return 'server';
  const next = standing.next();
  const needsServer = next !== null || standing.remedy?.settings.includes('port') === true;
  if (open('server') && needsServer) return 'server';
  if (next) return next.after.find(open) ?? next.id;
  return standing.remedy && needsClient(standing.remedy) && open('client') ? 'client' : null;
}

function conclude(turn: Turn, standing: Standing, knowledge: EngineKnowledge, remarks: MessageBlock[]): void {
  const { best, diagnosis, remedy } = standing;
  if (!best) {
    turn.say({ blocks: [...remarks, paragraph(text('conversation:answer.none'))] });
    return handOff(turn, knowledge, 'unsolved');
  }
  const before = turn.conversation.advised;
  const { probe, facts } = turn.conversation;
  turn.do({
    type: 'diagnosis',
    server: probe?.report?.dns.host ?? facts.answers.server ?? null,
    diagnosis,
    remedy,
    report: probe?.report ?? null,
  });
  turn.update({ advised: best.id, advisedRemedy: remedy?.id ?? null });
  const blocks =
    before === best.id
      ? [paragraph(sameAnswer(best, turn, knowledge))]
      : answerBlocks(diagnosis, best, remedy, turn.conversation, knowledge.diagnosis, knowledge.dialogs);
  turn.say({ blocks: [...remarks, ...blocks] });
  ask(turn, 'worked', knowledge);
}

/** The cause stands as it did; it is worth saying when it has become certain. */
function sameAnswer(best: RankedCause, turn: Turn, knowledge: EngineKnowledge): Text {
  const [earlier] = weigh(turn.before, knowledge).diagnosis.causes;
  const isNew = best.certainty === 'confirmed' && earlier?.certainty !== 'confirmed';
  return text(isNew ? 'conversation:answer.now-confirmed' : 'conversation:answer.same', { cause: causeName(best.id) });
}

function sayRemarks(turn: Turn, remarks: MessageBlock[]): void {
  if (remarks.length > 0) turn.say({ blocks: remarks });
}
