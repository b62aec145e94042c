/** Makes a function of a store into a member of the journal: a promise of its result, its errors in the journal's terms. */
export type Guard = <Given extends unknown[], Result>(
  work: (...given: Given) => Result | Promise<Result>,
) => (...given: Given) => Promise<Result>;

/** `translate` gives the error to reject with; what it does not know, it gives back. */
export function guardWith(translate: (error: unknown) => unknown): Guard {
  return (work) =>
    async (...given) => {
      try {
        return await work(...given);
      } catch (error) {
        throw translate(error);
      }
    };
}
