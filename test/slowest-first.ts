import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, those that compute between those that wait; begun last, any would run on alone at the end. */
const SLOWEST = [
  'test/serve/many-processes.test.ts',
  'test/serve/platforms.test.ts',
  'test/journal/chaos.test.ts',
  'test/netlab/conversation.test.ts',
  'test/serve/platforms-connection.test.ts',
  'test/host/postgres.test.ts',
  'test/walls/mutations.test.ts',
  'test/netlab/self-check.test.ts',
  'test/scenarios/json-lines.test.ts',
  'test/journal/postgres.test.ts',
  'test/host/sqlite.test.ts',
  'test/netlab/netlab.test.ts',
  'test/scenarios/engine.test.ts',
];

/** Begins with the files that take longest, in the order of the list, so that the others fill what they leave. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- Vitest's sort of files, which is none of an array
    const others = await super.sort(files);
    const place = ({ moduleId, project }: TestSpecification): number => {
      const found = SLOWEST.indexOf(relative(project.config.root, moduleId));
      return found === -1 ? SLOWEST.length : found;
    };
    return others.toSorted((one, other) => place(one) - place(other));
  }
}
