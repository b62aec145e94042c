import type { Engine } from '../conversation/engine.ts';
import type { Effect } from '../conversation/types.ts';
import type { Stepper } from '../journal/journal.ts';
import type { Language } from '../message/message.ts';

/** A step that begins the conversation where there is none, and turns "wake me in" into a time. */
export function stepperFor(
  engine: Engine,
  { id, language, now, onStep }: StepperParts,
): Stepper {
  return (conversation, event) => {
    const start = performance.now();
    const { wakeIn, ...step } = engine.step(conversation ?? engine.begin(id, language), event);
    onStep(step.effects, performance.now() - start);
    return { ...step, wakeAt: wakeIn === null ? null : now + wakeIn };
  };
}

type StepperParts = {
  id: string;
  /** For a conversation that begins. */
  language: Language;
  /** Milliseconds since 1970. */
  now: number;
  /** Hears what each step brings; again when the transaction has to run again. */
  onStep: (effects: Effect[], ms: number) => void;
};
