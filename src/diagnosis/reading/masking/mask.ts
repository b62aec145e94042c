import type { Phrases } from '../../../knowledge/phrases-schema.ts';
import type { Span } from '../span.ts';
import { base64BlockSpans } from './base64-blocks.ts';
import { cardSpans } from './cards.ts';
import { credentialSpans } from './credentials.ts';
import { localPartSpans } from './mail-addresses.ts';
import { passwordSpans } from './passwords.ts';

/** What stands in the text where something stood that must not be kept. */
export const MASK = '\u2022'.repeat(6);

/** `secret`: a password, token or key was masked, which its owner should change now. `masked`: anything was. */
export type Masked = { text: string; secret: boolean; masked: boolean };

/**
 * The text with passwords, sign-in strings, tokens, keys, numbers of payment cards, and the part of mail addresses before
 * the @ replaced by MASK. The domain stays: it tells the server.
 *
 * @param text normalised, so that nothing hides behind invisible or full-width characters
 */
export function mask(text: string, phrases: Phrases): Masked {
  const secrets = [...passwordSpans(text, phrases), ...credentialSpans(text)];
  const spans = [...secrets, ...cardSpans(text), ...localPartSpans(text, phrases), ...base64BlockSpans(text)];
  return { text: replaced(text, spans), secret: secrets.length > 0, masked: spans.length > 0 };
}

function replaced(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start >= at) parts.push(text.slice(at, start), MASK);
    at = Math.max(at, end);
  }
  parts.push(text.slice(at));
  return parts.join('');
}
