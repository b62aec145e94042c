/** A platform cannot be connected to. `permanent`: trying again cannot help; the message says what to do. */
export class AdapterError extends Error {
  readonly permanent: boolean;
  constructor(message: string, options: { permanent: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'AdapterError';
    this.permanent = options.permanent;
  }
}
