import { describe, expect, test } from 'vitest';
import { MASK } from '../../../src/diagnosis/reading/masking/mask.ts';
import { reading } from './knowledge.ts';

/** What is masked and what is not stands in test/walls/corpus.json. */
describe('a message with a secret in it', () => {
  test('is still read for the rest', () => {
    const found = reading('サーバーはsmtp.example.jp、パスワードはhunter2です。ポートは587です');
    expect(found.servers.map(({ target }) => target)).toEqual(['smtp.example.jp']);
    expect(found.answers).toEqual({ port: '587' });
  });

  test('that is a URL names the server without the password', () => {
    const found = reading('smtp://taro:hunter2@smtp.example.jp:587');
    expect(found.servers).toEqual([{ target: 'smtp.example.jp', kind: 'host', port: 587 }]);
  });

  test('names the server of a mail address by its domain, whoever it belongs to', () => {
    expect(reading('taro.yamada@example.jp から送れません').servers).toEqual([
      { target: `${MASK}@example.jp`, kind: 'mail-address', port: null },
    ]);
  });

  test('asks for a new password where one was pasted, and not where only a mail address was', () => {
    expect(reading('パスワードは hoge123 です').secret).toBe(true);
    expect(reading('taro@example.jp').secret).toBe(false);
  });
});
