import { createHash } from 'node:crypto';

/** Crockford's base 32: no letter that is taken for another, or for a digit, on the phone (https://www.crockford.com/base32.html). */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 50 bits: among a million cases, two get the same with a probability of 1 in 2,000. */
const LENGTH = 10;

/**
 * The id of the conversation that begins with this event, the reference that the person is given: `7K3M9-QX2DP`. The same
 * beginning, delivered twice, gives the same id.
 */
export function caseId(beginning: string): string {
  const bytes = createHash('sha256').update(beginning).digest();
  const digits = [...bytes.subarray(0, LENGTH)].map((byte) => DIGITS.charAt(byte % DIGITS.length)).join('');
  return `${digits.slice(0, LENGTH / 2)}-${digits.slice(LENGTH / 2)}`;
}
