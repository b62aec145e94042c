/** An answer of Discord that is no success: its HTTP status, its own code, and where in the body the fault is. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: string[];
  /** Of a 429: seconds. */
  readonly retryAfter: number | null;

  constructor(status: number, code: number, message: string, errors: string[] = [], retryAfter: number | null = null) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

/** 50035: a body that breaks one of the limits; `errors` names each. */
export function invalidBody(errors: string[]): Refusal {
  return new Refusal(400, 50035, 'Invalid Form Body', errors);
}

export const unknownMessage = (): Refusal => new Refusal(404, 10008, 'Unknown Message');
export const unknownChannel = (): Refusal => new Refusal(404, 10003, 'Unknown Channel');
export const missingAccess = (): Refusal => new Refusal(403, 50001, 'Missing Access');
export const missingPermissions = (): Refusal => new Refusal(403, 50013, 'Missing Permissions');
