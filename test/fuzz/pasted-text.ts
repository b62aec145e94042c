import * as fc from 'fast-check';
import { QUESTION_IDS } from '../../src/knowledge/question-ids.ts';
import { reading } from '../diagnosis/reading/knowledge.ts';
import { formsOf, PASTED } from '../walls/paste-corpus.ts';
import { fuzzed } from './fuzzed.ts';
import { texts } from './texts.ts';

const SCRAPS = [
  'smtp.example.jp',
  ':587',
  '25番',
  ' ',
  '\n',
  '。',
  '、',
  'パスワードは',
  'password: ',
  '550 5.1.1 ',
  '334 ',
  'AUTH PLAIN ',
  '0x800CCC0E',
  '受信はできます',
  'わかりません',
  'OP25B1 a.jp 25=',
  'TcpTestSucceeded : ',
  'curl: (28) ',
  'telnet a.jp 25\n',
  '@example.com',
  'taro',
  '[2001:db8::1]',
  '\u202e',
  '\ud800',
  '\u0000',
  'ｓｍｔｐ',
  '﷽',
  '`',
  '$(',
  '<!channel>',
  'Outlook',
  'connect ETIMEDOUT ',
  'http://',
  '://a:b@',
  "'",
  '"',
  '((((',
  '1.1.1.1',
  '4111 ',
  'a1 LOGIN ',
  '-----BEGIN PRIVATE KEY-----',
  '-----END PRIVATE KEY-----',
  'Status: 5.1.1\n',
  'Diagnostic-Code: smtp; ',
  '<',
  '>',
  '=',
  '•',
];
const messages = texts(SCRAPS);
const pendings = fc.constantFrom(null, ...QUESTION_IDS);

/** Words that stand by themselves around what is pasted; what runs into a secret changes what it is. */
const surroundings = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'メールが送れません。',
        'サーバーは smtp.example.jp です。',
        '550 5.7.1 Relay access denied',
        'Outlook',
        '\u202e',
        '\u200b',
        '-',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join('\n'));
const held = PASTED.filter(({ kind }) => kind !== 'harmless');
const filler = fc.constantFrom(
  '',
  '',
  '',
  '',
  '',
  '',
  'x\n'.repeat(11_000),
  'あ'.repeat(15_000),
  '\u0301'.repeat(30_000),
);

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Random words hold short secrets by chance. */
const isTelling = (secret: string): boolean => secret.length >= 6;

export const pastedText = [
  fuzzed('pasted-text-is-read', fc.record({ text: messages, pending: pendings }), ({ text, pending }) => {
    const found = reading(text, pending);
    return (
      found.servers.length <= 5 &&
      (found.error?.excerpt.length ?? 0) <= 300 &&
      (found.selfCheck?.ports.length ?? 0) <= 12 &&
      found.redacted.isWellFormed()
    );
  }),
  fuzzed(
    'pasted-secrets-vanish',
    fc.record({
      before: surroundings,
      row: fc.nat(held.length - 1),
      after: surroundings,
      pending: pendings,
      ahead: filler,
      behind: filler,
    }),
    ({ before, row, after, pending, ahead, behind }) => {
      const { text, secrets } = held[row] ?? { text: '', secrets: [] };
      const kept = JSON.stringify(reading(`${ahead}${before}\n\n${text}\n\n${after}${behind}`, pending));
      const known = `${before}\n${after}`;
      return secrets
        .flatMap(formsOf)
        .every((secret) => !isTelling(secret) || known.includes(secret) || !kept.includes(inJson(secret)));
    },
  ),
  fuzzed('masked-text-stays-as-it-is', messages, (text) => {
    const once = reading(text).redacted;
    const twice = reading(once).redacted;
    return twice === once || reading(twice).redacted === twice;
  }),
];
