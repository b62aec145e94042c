/** In place of a code where a line has none. */
export const NO_CODE = 0;

/** A permanent refusal (RFC 5321 section 4.2.1). */
export function isRefusal(code: number): boolean {
  return code >= 500 && code < 600;
}

/** A refusal for now (RFC 5321 section 4.2.1). */
export function isPutOff(code: number): boolean {
  return code >= 400 && code < 500;
}
