import type { Phrases } from '../../knowledge/phrases-schema.ts';
import { credentialSpans } from './credentials.ts';
import type { Span } from './span.ts';

/** What stands in the text where a secret stood. */
export const MASK = '\u2022'.repeat(6);

/** Longest secret that is looked for; a key block may be longer. */
const SECRET = '[!-~]{1,200}';
/** Passwords that Google and Apple make: four groups of four letters. */
const APP_PASSWORD = '[a-z]{4}(?:[ -][a-z]{4}){3}(?![ -]?[a-z0-9])';

/** The text with passwords, sign-in strings, tokens and keys replaced by MASK; `found` tells whether there were any. */
export function maskSecrets(text: string, phrases: Phrases): { text: string; found: boolean } {
  const spans = [
    ...labelled(text, phrases),
    ...said(text, phrases),
    ...appPasswords(text, phrases),
    ...credentialSpans(text),
  ];
  if (spans.length === 0) return { text, found: false };
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start >= at) parts.push(text.slice(at, start), MASK);
    at = Math.max(at, end);
  }
  parts.push(text.slice(at));
  return { text: parts.join(''), found: true };
}

/** `password: ...`, `"pass":"..."`, `pw=...`. */
function labelled(text: string, { secrets }: Phrases): Span[] {
  const label = new RegExp(
    `(?<![a-z0-9])(?:${secrets.labels})["'\\]]?(?: ?\\([^()\\n]{0,20}\\))? ?(?:[:=]|=>)>? ?b?`,
    'giu',
  );
  return [...text.matchAll(label)].flatMap((match) => {
    const from = match.index + match[0].length;
    const value = valueAt(text, from);
    if (!value) return [];
    const opensLine = /(?:^|\n)[^\p{L}\p{N}]{0,4}$/u.test(text.slice(Math.max(0, match.index - 5), match.index));
    const more = opensLine ? /^(?: [a-z0-9]{2,20}){1,6}(?=\n|$)/.exec(text.slice(value.end, value.end + 160)) : null;
    if (isHarmless(text, value, secrets.harmless) && !isPassphrase(more?.[0], secrets)) return [];
    return [{ start: value.start, end: value.end + (more?.[0].length ?? 0) }];
  });
}

/** Several words of which none is one of everyday speech. */
function isPassphrase(words: string | undefined, { harmless, commonWords }: Phrases['secrets']): boolean {
  const parts = words?.trim().split(' ') ?? [];
  const plain = new RegExp(`^(?:${harmless}|${commonWords})$`, 'iu');
  return parts.length >= 2 && !parts.some((word) => plain.test(word));
}

/** "The password is ..." */
function said(text: string, { secrets }: Phrases): Span[] {
  return secrets.sayings.flatMap(({ pattern }) =>
    [...text.matchAll(new RegExp(`(?<![a-z0-9])(?:${pattern})`, 'giu'))].flatMap((match) => {
      const value = valueAt(text, match.index + match[0].length);
      if (!value || isHarmless(text, value, secrets.harmless)) return [];
      const after = text.slice(value.end, value.end + 10);
      if (new RegExp(`^(?:${secrets.notSecretAfter})`, 'iu').test(after)) return [];
      const word = text.slice(value.start, value.end).replace(/[.,;!?]{1,5}$/, '');
      const ends = word.length < value.end - value.start || !/^ ?[a-z0-9]/i.test(after);
      const odd = /[^a-z]/i.test(word) || /[a-z][A-Z]/.test(word);
      return word.length >= 3 && (odd || (ends && word.length >= 5)) ? [value] : [];
    }),
  );
}

function appPasswords(text: string, { secrets }: Phrases): Span[] {
  const label = new RegExp(`(?:${secrets.labels})[^\\n]{0,20}?(?<![a-z])(?<secret>${APP_PASSWORD})`, 'giu');
  const near = [...text.matchAll(label)].flatMap((match) => {
    const secret = match.groups?.['secret'] ?? '';
    const common = new RegExp(`^${secrets.commonWords}$`, 'i');
    if (secret.split(/[ -]/).some((word) => common.test(word))) return [];
    const end = match.index + match[0].length;
    return [{ start: end - secret.length, end }];
  });
  const hyphenated = [...text.matchAll(/(?<![a-z0-9-])[a-z]{4}(?:-[a-z]{4}){3}(?![a-z0-9-])/g)];
  return [...near, ...hyphenated.map((match) => ({ start: match.index, end: match.index + match[0].length }))];
}

function valueAt(text: string, from: number): Span | null {
  const rest = text.slice(from, from + 260);
  const quoted = /^(?:(["'])[^\n]{1,200}?\1|[\u300c\u300e][^\n]{1,200}?[\u300d\u300f])/u.exec(rest);
  if (quoted) return { start: from + 1, end: from + quoted[0].length - 1 };
  const app = new RegExp(`^${APP_PASSWORD}`).exec(rest);
  const run = app ?? new RegExp(`^["']?${SECRET}`).exec(rest);
  return run ? { start: from, end: from + run[0].length } : null;
}

function isHarmless(text: string, { start, end }: Span, harmless: string): boolean {
  const word = text.slice(start, end).replace(/^["']|[.,;:!?)\]}"']{1,5}$/g, '');
  return word === '' || new RegExp(`^${harmless}$`, 'iu').test(word);
}
