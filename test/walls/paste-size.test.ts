import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/conversation/engine.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { MASK } from '../../src/diagnosis/reading/masking/mask.ts';
import { Talk } from '../conversation/talk.ts';
import { reading } from '../diagnosis/reading/knowledge.ts';
import { PASTED } from './paste-corpus.ts';

const MEGABYTE = 1_000_000;
/** For one message, of the processor's time, once the engine is warm. */
const GOAL_MS = 50;
/** Other tests run beside these and share the processor's caches, which makes its time up to this many times longer. */
const CROWDED = 3;
const TRIES = 3;

const filled = (scrap: string, length = MEGABYTE): string =>
  scrap.repeat(Math.ceil(length / scrap.length)).slice(0, length);

const ENDLESS: Record<string, string> = {
  'one letter': filled('a'),
  'a million lines': filled('x\n', 2 * MEGABYTE),
  'a million line feeds': filled('\n'),
  'a log': filled(
    'Nov 24 12:00:01 mx postfix/smtp[9]: 4F: to=<a@b.jp>, said: 550 5.1.1 <a@b.jp>: rejected (in reply to RCPT TO command)\n',
  ),
  Japanese: filled('メールが送れません。サーバーは smtp.example.jp です。'),
  'directions within directions': filled('\u202e\u2066\u202b\u2067'),
  'characters without width': filled('\u200b\u200d\ufeff'),
  'halves of surrogate pairs': filled('\ud800\udc00\udc00'),
  'a tower of marks': `e${filled('\u0301\u0323\u0345\u0316')}`,
  'many towers of marks': filled(`e${'\u0301\u0323'.repeat(40)}`),
  'ligatures that unfold': filled('\ufdfa'),
  'families of emoji': filled('👩‍👩‍👧'),
  'at signs': filled('a@'),
  'at signs with domains': filled('a@b.c,'),
  'stars for at signs': filled('a★b.c'),
  'labels without a value': filled('password: '),
  'sayings without a value': filled('パスワードは「'),
  'beginnings of keys': filled('-----BEGIN PRIVATE KEY-----\n'),
  'ends of keys': filled('QUJD\n-----END PRIVATE KEY-----\n'),
  base64: filled(`${'QUJD'.repeat(16)}\n`),
  challenges: filled('334 VXNlcm5hbWU6\n> '),
  'sign-ins': filled('AUTH PLAIN '),
  'addresses of pages': filled('http://a:b'),
  'digits in groups': filled('4111 '),
  colons: filled('1:'),
  brackets: filled('(<[{'),
  'fields of a report': filled('Diagnostic-Code: smtp; 550 x\n y\n'),
  'commands of curl': filled('curl -u a:'),
};

/** The least of a few tries: the first ones pay for what the engine compiles. */
function processorTime(run: () => void): number {
  const times = Array.from({ length: TRIES }, () => {
    const before = process.threadCpuUsage();
    run();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

describe('a megabyte', () => {
  const engine = createEngine({ ...loadKnowledge().engine, desk: { name: null, contact: null, reachable: false } });

  test.each(Object.entries(ENDLESS))(`of %s is taken within ${GOAL_MS} ms on a machine of its own`, (_, text) => {
    const begun = engine.begin('C000001', 'ja');
    expect(JSON.stringify(engine.step(begun, { type: 'said', text }).conversation).length).toBeLessThan(10_000);
    expect(processorTime(() => engine.step(begun, { type: 'said', text }))).toBeLessThan(CROWDED * GOAL_MS);
  });

  test.each(['ja', 'en'] as const)(
    'is read at its beginning and its end, and the person is told so, in %s',
    (language) => {
      const talk = new Talk({ language });
      talk.do({ type: 'language-chosen', language });
      const words = talk.say(`smtp.example.jp ${filled('x ')}\n550 5.7.1 Relay access denied`);
      expect(words).toContain(language === 'ja' ? 'はじめと終わりの部分だけ' : 'only its beginning and its end');
      expect(talk.conversation.facts.error?.reply?.code).toBe(550);
      expect(talk.all('probe').map(({ target }) => target)).toEqual(['smtp.example.jp']);
      expect(talk.say('587')).not.toContain(language === 'ja' ? 'はじめと終わり' : 'its beginning');
    },
  );
});

describe('where an endless text is cut', () => {
  const token = PASTED.find(({ secrets }) => secrets[0]?.startsWith('xoxb-'))?.secrets[0] ?? '';
  const key = `-----BEGIN PRIVATE KEY-----\n${`${'QUJD'.repeat(16)}\n`.repeat(40)}-----END PRIVATE KEY-----`;

  test.each([
    ['token', token, 8],
    ['key', key, 40],
    ['password', `password: hunter2hunter2`, 8],
  ])('no half of a %s is kept', (_, secret, telling) => {
    expect(secret.length).toBeGreaterThan(20);
    const piece = secret.split(/[ \n]/).find((part) => part.length > 13) ?? secret;
    const halves = [piece.slice(0, telling), piece.slice(-telling)];
    const step = Math.max(3, Math.floor(secret.length / 5));
    for (let shift = 0; shift < secret.length + 20; shift += step) {
      for (const at of [12_000, 14_000, 500_000 - 4_000, 500_000 - 6_000]) {
        const text = `${filled('ab ', at - shift)} ${secret} ${filled('cd ', 500_000 - at + shift - secret.length)}`;
        const { redacted } = reading(text);
        expect(
          halves.filter((half) => half !== '-----BEG' && redacted.includes(half)),
          `${at} - ${shift}`,
        ).toEqual([]);
      }
    }
    expect(MASK).toHaveLength(6);
  });
});
