import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as fc from 'fast-check';

/** What a run found. `words`: seed, path, counterexample and error, for people. */
export type Found = { input: unknown; words: string };

/** One thing that must hold of a parser whatever it is given. */
export type Fuzzed = {
  /** Kebab case; names the file of its saved regressions. */
  name: string;
  /** Tries saved regressions first, then `runs` inputs, stopped after `milliseconds`. Null when nothing was found. */
  run(options: { seed: number; runs: number; milliseconds?: number }): Promise<Found | null>;
};

/**
 * A property of a parser. Inputs are plain JSON, so that one that was found can be kept and tried again, whatever becomes
 * of the generator.
 *
 * @param check throws, or gives false, where the property does not hold
 */
export function fuzzed<Input>(
  name: string,
  inputs: fc.Arbitrary<Input>,
  check: (input: Input) => boolean | void | Promise<boolean | void>,
): Fuzzed {
  const property = fc.asyncProperty(inputs, async (input) => check(input));
  return {
    name,
    async run({ seed, runs, milliseconds }) {
      const examples: [Input][] = savedInputs(name).map((input) => [input]);
      const details = await fc.check(property, {
        seed,
        numRuns: runs + examples.length,
        examples,
        ...(milliseconds !== undefined && { interruptAfterTimeLimit: milliseconds }),
      });
      if (!details.failed || details.counterexample === null) return null;
      return { input: details.counterexample[0], words: fc.defaultReportMessage(details) ?? name };
    },
  };
}

const fileOf = (name: string): URL => new URL(`regressions/${name}.json`, import.meta.url);

function savedInputs(name: string): never[] {
  return existsSync(fileOf(name)) ? JSON.parse(readFileSync(fileOf(name), 'utf8')) : [];
}

/** Keeps an input with which the property did not hold, for every run to come. */
export function saveRegression(name: string, input: unknown): void {
  writeFileSync(fileOf(name), `${JSON.stringify([...savedInputs(name), input], null, 2)}\n`);
}
