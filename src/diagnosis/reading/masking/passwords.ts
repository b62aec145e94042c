import type { Phrases } from '../../../knowledge/phrases-schema.ts';
import type { Span } from '../span.ts';

/** Passwords that Google and Apple make: four groups of four letters. */
const APP_PASSWORD = '[a-z]{4}(?:[ -][a-z]{4}){3}(?![ -]?[a-z0-9])';
const OPENING_APP_PASSWORD = new RegExp(`^${APP_PASSWORD}`);
const QUOTED = /^(?:(["'])(?:\\.|[^\n\\]){1,200}?\1|[\u300c\u300e][!-~ ]{1,200}[\u300d\u300f])/u;
/** Up to the next blank, or to the next field of a form ("&port="). Longest secret that is looked for; a key block may be longer. */
const RUN = /^["']?(?:(?!&[a-z_]{2,30}=)[!-~]){1,200}/i;

/** The patterns of the data, compiled once for a text. */
type Patterns = {
  label: RegExp;
  sayings: RegExp[];
  appLabel: RegExp;
  harmless: RegExp;
  notSecretAfter: RegExp;
  common: RegExp;
};

/** Where passwords stand that are labelled ("password: ..."), told ("the password is ...") or known by the form of app passwords. */
export function passwordSpans(text: string, { secrets }: Phrases): Span[] {
  const patterns: Patterns = {
    label: new RegExp(
      `(?<![a-z0-9])(?:${secrets.labels})(?:["'\\]]?(?: ?\\([^()\\n]{0,20}\\))? ?(?:[:=]|=>)>? ?b?|["'] ?, ?(?=["']))`,
      'giu',
    ),
    sayings: secrets.sayings.map(({ pattern }) => new RegExp(`(?<![a-z0-9])(?:${pattern})`, 'giu')),
    appLabel: new RegExp(`(?:${secrets.labels}|${secrets.appLabels})[^\\n]{0,20}?(?<![a-z])(?=${APP_PASSWORD})`, 'giu'),
    harmless: new RegExp(`^${secrets.harmless}$`, 'iu'),
    notSecretAfter: new RegExp(`^(?:${secrets.notSecretAfter})`, 'iu'),
    common: new RegExp(`^${secrets.commonWords}$`, 'iu'),
  };
  return [...labelled(text, patterns), ...said(text, patterns), ...appPasswords(text, patterns)];
}

/** `password: ...`, `"pass":"..."`, `pw=...`. */
function labelled(text: string, patterns: Patterns): Span[] {
  return [...text.matchAll(patterns.label)].flatMap((match) => {
    const value = valueAt(text, match.index + match[0].length);
    if (!value) return [];
    const opensLine = /(?:^|\n)[^\p{L}\p{N}]{0,4}$/u.test(text.slice(Math.max(0, match.index - 5), match.index));
    const more = opensLine ? /^(?: [a-z0-9]{2,20}){1,6}(?=\n|$)/.exec(text.slice(value.end, value.end + 160)) : null;
    const isPhrase = more !== null && isPassphrase(more[0], patterns);
    if (isHarmless(text, value, patterns) && !isPhrase) return [];
    return [{ start: value.start, end: value.end + (isPhrase ? more[0].length : 0) }];
  });
}

/** Several words of which none is one of everyday speech. */
function isPassphrase(words: string, { harmless, common }: Patterns): boolean {
  const parts = words.trim().split(' ');
  return parts.length >= 2 && !parts.some((word) => harmless.test(word) || common.test(word));
}

/** "The password is ..." */
function said(text: string, patterns: Patterns): Span[] {
  return patterns.sayings.flatMap((saying) =>
    [...text.matchAll(saying)].flatMap((match) => {
      const value = valueAt(text, match.index + match[0].length);
      if (!value || isHarmless(text, value, patterns)) return [];
      const after = text.slice(value.end, value.end + 10);
      if (patterns.notSecretAfter.test(after)) return [];
      const word = text.slice(value.start, value.end).replace(/[.,;!?]{1,5}$/, '');
      const ends = word.length < value.end - value.start || !/^ ?[a-z0-9]/i.test(after);
      const odd = /[^a-z]/i.test(word) || /[a-z][A-Z]/.test(word);
      return word.length >= 3 && (odd || (ends && word.length >= 5)) ? [value] : [];
    }),
  );
}

function appPasswords(text: string, { appLabel, common }: Patterns): Span[] {
  const near = [...text.matchAll(appLabel)].map((match) => match.index + match[0].length);
  const alone = [...text.matchAll(/(?<=^|\n)[a-z]{4}(?: [a-z]{4}){3}(?=\n|$)/g)].map(({ index }) => index);
  const spaced = [...near, ...alone].flatMap((start) => {
    const secret = OPENING_APP_PASSWORD.exec(text.slice(start, start + 20))?.[0] ?? '';
    return secret.split(/[ -]/).some((word) => common.test(word)) ? [] : [{ start, end: start + secret.length }];
  });
  const hyphenated = [...text.matchAll(/(?<![a-z0-9-])[a-z]{4}(?:-[a-z]{4}){3}(?![a-z0-9-])/g)];
  return [...spaced, ...hyphenated.map((match) => ({ start: match.index, end: match.index + match[0].length }))];
}

function valueAt(text: string, from: number): Span | null {
  const rest = text.slice(from, from + 260);
  const quoted = QUOTED.exec(rest);
  if (quoted) return { start: from + 1, end: from + quoted[0].length - 1 };
  const run = OPENING_APP_PASSWORD.exec(rest) ?? RUN.exec(rest);
  return run ? { start: from, end: from + run[0].length } : null;
}

function isHarmless(text: string, { start, end }: Span, { harmless }: Patterns): boolean {
  const word = text.slice(start, end).replace(/^["']|[.,;:!?)\]}"']{1,5}$/g, '');
  return word === '' || harmless.test(word);
}
