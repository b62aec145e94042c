import type { Span } from '../span.ts';
import { keySpans } from './keys.ts';
import { PLACED_SHAPES, SIGN_IN_SHAPES, TOKEN_SHAPES } from './credential-shapes.ts';

/** SASL mechanisms, which stand after AUTH in an EHLO reply and are no secrets (IANA SASL registry). */
const MECHANISM =
  /^(?:PLAIN|LOGIN|CRAM-MD5|DIGEST-MD5|NTLM|GSSAPI|XOAUTH2|OAUTHBEARER|EXTERNAL|ANONYMOUS|SCRAM-.{1,20})$/i;

/** Where sign-in strings, tokens, keys and passwords in commands and URLs stand. */
export function credentialSpans(text: string): Span[] {
  const signIn = SIGN_IN_SHAPES.flatMap((shape) => spansOf(text, shape)).filter((span) => !isProse(text, span));
  const others = [...TOKEN_SHAPES, ...PLACED_SHAPES].flatMap((shape) => spansOf(text, shape));
  return [...signIn, ...others, ...saslPlain(text), ...keySpans(text)];
}

function spansOf(text: string, shape: RegExp): Span[] {
  return [...text.matchAll(shape)].flatMap((match) => {
    const [start, end] = match.indices?.groups?.['secret'] ?? [0, 0];
    return end > start ? [{ start, end }] : [];
  });
}

/** "AUTH LOGIN failed" and "334 items" are prose: a word is all of one case, and no padding or digit is in it. */
function isProse(text: string, { start, end }: Span): boolean {
  const word = text.slice(start, end);
  if (MECHANISM.test(word)) return true;
  const sameLine = /(?:AUTH [A-Z0-9-]{1,30}|334) $/i.test(text.slice(Math.max(0, start - 40), start));
  return sameLine && /^(?:[A-Z]?[a-z]{1,40}|[A-Z]{1,40})$/.test(word);
}

/** Base64 that holds a SASL PLAIN message (RFC 4616: authzid NUL authcid NUL passwd), wherever it stands. */
function saslPlain(text: string): Span[] {
  return [...text.matchAll(/(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{8,2000}={0,2}(?![A-Za-z0-9+/=])/g)].flatMap((match) => {
    const decoded = Buffer.from(match[0], 'base64').toString('latin1');
    const plain = /^[^\0]{0,255}\0[\x20-\xff]{1,255}\0[\x20-\xff]{1,255}$/.test(decoded);
    return plain ? [{ start: match.index, end: match.index + match[0].length }] : [];
  });
}
