import type { Language } from '../../src/message/message.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { Room } from './room.ts';

/** Plays the person of a scenario: asks, answers what is asked, and is content with the first answer. */
export async function holdCase(room: Room, scenario: Scenario, language: Language): Promise<string[]> {
  const questions: string[] = [];
  const answered = new Set<string>();
  await room.begin(scenario.opening[language]);
  for (;;) {
    const asked = await room.until(() => {
      const open = room.asked();
      return open && !answered.has(open.message) && open;
    });
    answered.add(asked.message);
    questions.push(asked.question);
    await room.answer(asked, answerTo(asked.question, scenario, language));
    if (asked.question === 'worked') return questions;
  }
}

function answerTo(question: string, scenario: Scenario, language: Language): string {
  if (question === 'worked') return 'yes';
  if (question === 'server') return scenario.host;
  const known = Object.entries(scenario.knows).find(([id]) => id === question)?.[1];
  if (known === undefined) return question === 'self-check' ? 'skip' : 'unknown';
  return typeof known === 'string' ? known : known[language];
}
