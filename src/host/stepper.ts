import type { Engine } from '../conversation/engine.ts';
import type { Effect, Step } from '../conversation/types.ts';
import type { Stepper } from '../journal/journal.ts';
import type { Language } from '../message/message.ts';

/** A step that begins the conversation where there is none, and turns "wake me in" into a time. */
export function stepperFor(engine: Engine, parts: StepperParts): Stepper {
  const { id, language, languageFixed, now, span, onStep } = parts;
  return (conversation, event) => {
    const start = performance.now();
    const before = conversation ?? { ...engine.begin(id, language), languageFixed };
    const { wakeIn, ...step } = span(() => engine.step(before, event));
    onStep(step.effects, performance.now() - start);
    return { ...step, wakeAt: wakeIn === null ? null : now + wakeIn };
  };
}

type StepperParts = {
  id: string;
  /** For a conversation that begins. */
  language: Language;
  languageFixed: boolean;
  /** Milliseconds since 1970. */
  now: number;
  /** Runs a step as part of a trace. */
  span: (run: () => Step) => Step;
  /** Hears what each step brings; again when the transaction has to run again. */
  onStep: (effects: Effect[], ms: number) => void;
};
