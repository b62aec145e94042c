import { JournalError } from '../journal-error.ts';

type Waiting = { begin: () => void; refuse: (error: unknown) => void };

/**
 * Lets so many calls run at once; the others wait in the order in which they came, however long it takes. When the
 * database cannot be reached, those who wait hear it at once instead of trying one by one.
 */
export function inTurn<Args extends unknown[], Result>(
  atOnce: number,
  call: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  let running = 0;
  let waiting: Waiting[] = [];

  return async (...args) => {
    if (running >= atOnce) await new Promise<void>((begin, refuse) => waiting.push({ begin, refuse }));
    running += 1;
    try {
      return await call(...args);
    } catch (error) {
      if (error instanceof JournalError && error.code === 'journal-unreachable') {
        const refused = waiting;
        waiting = [];
        for (const { refuse } of refused) refuse(error);
      }
      throw error;
    } finally {
      running -= 1;
      waiting.shift()?.begin();
    }
  };
}
