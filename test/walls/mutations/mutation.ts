/** One way to take a wall away, and the test that must notice. Paths are from the root of the project. */
export type Mutation = {
  /** What is taken away, in kebab case. */
  id: string;
  /** Taken away whenever the tests run; else by `npm run mutations` only. */
  inTests: boolean;
  file: string;
  /** Text of the file, there exactly once. */
  old: string;
  new: string;
  test: {
    file: string;
    /** The title as written, without those of the `describe` around it. */
    title: string;
  };
};
