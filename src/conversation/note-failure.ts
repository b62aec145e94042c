import { gatherEvidence } from '../diagnosis/evidence.ts';
import { chooseRemedy } from '../diagnosis/remedy.ts';
import type { QuestionId } from '../diagnosis/reading/reading.ts';
import type { EngineKnowledge } from './engine-knowledge.ts';
import type { Turn } from './turn.ts';
import type { Facts } from './types.ts';

/** What was seen before the settings were changed says nothing of how it is now. */
const OUTDATED: QuestionId[] = ['error', 'self-check', 'worked'];

/**
 * The remedy given last did not help: its cause is out. If it changed the mail program, the settings are now those of the
 * remedy, and what the person saw before is outdated, so it may be asked for again.
 */
export function noteFailure(turn: Turn, knowledge: EngineKnowledge): void {
  const { advised, tried, facts, asked } = turn.conversation;
  if (advised === null) return;
  turn.update({
    tried: [...tried, advised],
    advised: null,
    advisedRemedy: null,
    pending: null,
    asked: asked.filter((question) => !OUTDATED.includes(question)),
    facts: { ...facts, answers: newAnswers(advised, turn, knowledge), error: null, selfCheck: null },
  });
}

function newAnswers(advised: string, turn: Turn, knowledge: EngineKnowledge): Facts['answers'] {
  const { facts, probe } = turn.conversation;
  const report = probe?.report ?? null;
  const features = gatherEvidence(facts, report, knowledge.diagnosis);
  const remedy = chooseRemedy(advised, features, facts, report, knowledge.diagnosis);
  const kept = Object.entries(facts.answers).filter(([question]) => !OUTDATED.some((id) => id === question));
  const answers: Facts['answers'] = Object.fromEntries(kept);
  const { route, settings } = remedy ?? { route: null, settings: [] };
  if (route === null) return answers;
  if (settings.includes('port')) answers.port = String(route.port);
  if (settings.includes('encryption')) answers.encryption = route.encryption;
  if (settings.includes('auth')) answers.auth = 'on';
  return answers;
}
