import rows from './corpus.json' with { type: 'json' };

/** A text that somebody pastes, what must not be kept of it, and what must. `harmless`: all of it must be kept as it is. */
export type Pasted = { kind: string; text: string; secrets: string[]; keeps: string[] };

const CHARACTERS: Readonly<Record<string, string>> = {
  a: 'qZ7wX3eC5rV1tB9yN2uM8iK4oL6pJ0aHsGdFfDgShA',
  d: '7305912864',
  h: '9f3a07c2e5b1d864',
  U: 'QZ7WX3EC5RV4TB2YNUMK',
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const plain = (words: string): string => {
  const [user = '', password = ''] = words.split(':');
  return base64(`\0${user}\0${password}`);
};
const half = (text: string): number => Math.ceil(text.length / 2);

const FORMS: Readonly<Record<string, (words: string) => string>> = {
  b64: base64,
  plain,
  'plain-cut': (words) => `${plain(words).slice(0, half(plain(words)))}\n${plain(words).slice(half(plain(words)))}`,
  'plain-half1': (words) => plain(words).slice(0, half(plain(words))),
  'plain-half2': (words) => plain(words).slice(half(plain(words))),
};

/**
 * Tokens are made when the tests run, so that the repository holds none: `{a24}` is 24 letters and digits, `{d12}` digits,
 * `{h32}` hexadecimal, `{U16}` capitals; `{b64:...}` and `{plain:user:password}` are base64, the latter as SASL PLAIN has it.
 */
function filled(text: string): string {
  return text
    .replace(/\{([adhU])(\d+)\}/g, (_, kind: string, length: string) =>
      (CHARACTERS[kind] ?? '').repeat(9).slice(0, Number(length)),
    )
    .replace(/\{(b64|plain(?:-cut|-half1|-half2)?):([^}]+)\}/g, (_, form: string, words: string) =>
      (FORMS[form] ?? base64)(words),
    );
}

/** Everything of corpus.json, its tokens filled in. */
export const PASTED: readonly Pasted[] = rows.map(({ kind, text, secrets, keeps }) => ({
  kind,
  text: filled(text),
  secrets: secrets.map(filled),
  keeps: keeps.map(filled),
}));

/** Text as it stands, and as it reads with full-width letters made plain. */
export function formsOf(secret: string): string[] {
  return [...new Set([secret, secret.normalize('NFKC')])];
}
