import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QuestionId, Reading } from '../../../src/diagnosis/reading/reading.ts';
import { MAIL_PORTS } from '../../../src/diagnosis/probe-report.ts';
import { QUESTION_IDS } from '../../../src/knowledge/question-ids.ts';
import { knowledge, reading } from './knowledge.ts';

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
  'aaaa',
  '1.1.1.1',
];
const messages = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(fc.oneof(fc.constantFrom(...SCRAPS), fc.string({ maxLength: 6 })), { maxLength: 60 })
    .map((parts) => parts.join('')),
);
const pendings = fc.constantFrom<QuestionId | null>(null, ...QUESTION_IDS);

const CHOICES: Partial<Record<QuestionId, readonly string[]>> = {
  port: MAIL_PORTS.map(String),
  encryption: ['none', 'starttls', 'tls'],
  auth: ['on', 'off'],
  error: ['none'],
  receive: ['works', 'fails'],
  scope: ['all-recipients', 'some-recipients', 'large-only'],
  others: ['only-me', 'others-too'],
  change: ['nothing', 'line', 'place', 'update', 'password', 'device', 'hosting'],
  'other-network': ['works', 'fails', 'not-tried'],
  'self-check': ['skip'],
  worked: ['yes', 'no'],
  client: [...knowledge.clients.map(({ id }) => id), 'other'],
  server: [],
};

function isWithinBounds(found: Reading, text: string): boolean {
  const answers = Object.entries(found.answers).every(([question, value]) => {
    const choices = CHOICES[QUESTION_IDS.find((known) => known === question) ?? 'line'];
    return value === 'unknown' || (choices ? choices.includes(value) : value.length <= 60);
  });
  return (
    answers &&
    found.servers.length <= 5 &&
    found.servers.every(({ target }) => target.length <= 320) &&
    found.redacted.length <= Math.max(text.length * 18, 100) + 20_000 &&
    (found.error?.excerpt.length ?? 0) <= 300 &&
    (found.error?.reply?.text.length ?? 0) <= 300 &&
    (found.error?.causes.length ?? 0) <= 6 &&
    (found.selfCheck?.ports.length ?? 0) <= 12
  );
}

describe('any text at all', () => {
  test('never throws, gives choices of the contract only, and stays within bounds', () => {
    fc.assert(
      fc.property(messages, pendings, (text, pending) => isWithinBounds(reading(text, pending), text)),
      { numRuns: 150 },
    );
  });

  test('a planted password is in no field', () => {
    const secret = fc.stringMatching(/^[A-Za-z][A-Za-z0-9!#%&*+_-]{6,20}[0-9]$/);
    const frames = fc.constantFrom<(secret: string) => string>(
      (word) => `パスワードは${word}です。`,
      (word) => `パスワード：${word}`,
      (word) => `password: ${word}`,
      (word) => `my password is ${word}.`,
      (word) => `pw=${word} port 587`,
      (word) => `{"pass":"${word}"}`,
      (word) => `AUTH PLAIN ${Buffer.from(`\0taro\0${word}`).toString('base64')}`,
      (word) => `334 UGFzc3dvcmQ6\n${Buffer.from(word).toString('base64')}`,
      (word) => `smtp://taro:${encodeURIComponent(word)}@smtp.example.jp`,
    );
    fc.assert(
      fc.property(messages, frames, secret, messages, pendings, (before, frame, word, after, pending) => {
        const found = JSON.stringify(reading(`${before}\n${frame(word)}\n${after}`, pending));
        const base64 = [Buffer.from(word), Buffer.from(`\0taro\0${word}`)].map((bytes) => bytes.toString('base64'));
        return [word, encodeURIComponent(word), ...base64].every((form) => !found.includes(form));
      }),
      { numRuns: 150 },
    );
  });

  test('of an endless text the beginning and the end are read, and what is between is not kept', () => {
    const middle = `${'あ'.repeat(500_000)} smtp.middle.example port 587 ${'い'.repeat(500_000)}`;
    const found = reading(`サーバーは smtp.example.jp です。${middle}\n550 5.7.1 Relay access denied`);
    expect(found.cut).toBe(true);
    expect(found.servers.map(({ target }) => target)).toEqual(['smtp.example.jp']);
    expect(found.error?.reply).toMatchObject({ code: 550, enhanced: '5.7.1' });
    expect(found.redacted.length).toBeLessThan(20_000);
    expect(reading('あ'.repeat(20_000)).cut).toBe(false);
  });

  test('a list of hosts gives five at most', () => {
    expect(
      reading(Array.from({ length: 500 }, (_, index) => `smtp${index}.example.jp`).join(' ')).servers,
    ).toHaveLength(5);
  });
});

const unbounded = (source: string): boolean =>
  /[*+]|\{\d{1,5},\}/.test(
    source
      .replace(/\\./g, 'x')
      .replace(/\[[^\]]*\]/g, 'x')
      .replace(/\(\?[<:!=a-z>]*/gi, '('),
  );

const strings = (value: unknown, key = ''): [string, string][] =>
  typeof value === 'string'
    ? [[key, value]]
    : value && typeof value === 'object'
      ? Object.entries(value).flatMap(([name, part]) => strings(part, `${key}/${name}`))
      : [];

describe('time grows with the length of the text only', () => {
  test('no pattern of the data repeats without bound, so the work for each character is bounded', () => {
    const patterns = [
      ...strings(knowledge.phrases),
      ...knowledge.signatures.map(({ id, pattern }): [string, string] => [id, pattern]),
    ].filter(([key]) => !/\/(?:id|name|value)$/.test(key));
    expect(patterns.length).toBeGreaterThan(300);
    expect(patterns.filter(([, pattern]) => unbounded(pattern))).toEqual([]);
  });

  test('no pattern of the code does', () => {
    const folder = new URL('../../../src/diagnosis/reading/', import.meta.url).pathname;
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const literal = /(?<=[=(,:?[|&!] ?|return |\n {2,8})\/(?![/*])((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/[a-z]*/g;
    const found = files.flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(literal)].map((match) => match[1] ?? ''),
    );
    expect(found.length).toBeGreaterThan(60);
    expect(found.filter(unbounded)).toEqual([]);
  });

  test('twice the text takes about twice the time, whatever it is made of', () => {
    const scraps = [
      '550 ',
      '250-a size 1\n',
      'host a.b[1.1.1.1] said: 550 x (in reply to RCPT TO command) ',
      'Status: 5.1.1\nAction: failed\nDiagnostic-Code: smtp; 550 x\n y\n',
      'Your message to ',
      'over IPv6 ',
      'exceeded ',
      'MAIL FROM:<',
      'sender ',
      'サーバー ',
      '(',
      '0x8',
    ];
    const filled = (scrap: string, length: number) => scrap.repeat(Math.ceil(length / scrap.length)).slice(0, length);
    // Of the processor's time, summed before it is compared: some clocks of it tick every few milliseconds.
    const time = (length: number): number => {
      const texts = scraps.map((scrap) => filled(scrap, length));
      const before = process.threadCpuUsage();
      for (const text of texts) reading(text);
      const { user, system } = process.threadCpuUsage(before);
      return user + system;
    };
    const fastest = (length: number): number => Math.min(...[1, 2, 3].map(() => time(length)));
    fastest(10_000);
    // Four times would be quadratic.
    expect(fastest(20_000) / fastest(10_000)).toBeLessThan(3.2);
  });
});
