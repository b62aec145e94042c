import { describe, expect, test } from 'vitest';
import type { Intent, QuestionId } from '../../../src/diagnosis/reading/reading.ts';
import { reading } from './knowledge.ts';

describe('what the person wants', () => {
  test.each<[string, Intent[]]>([
    ['もう直った', ['solved']],
    ['もう直りました、ありがとう', ['solved']],
    ['送れるようになりました', ['solved']],
    ['it works now', ['solved']],
    ['problem solved', ['solved']],
    ['it is not fixed', ['not-solved']],
    ['まだ送れません', ['not-solved']],
    ['直ったと思ったけど違った', []],
    ['still not working', ['not-solved']],
    ['わかりません', ['unknown']],
    ['no idea', ['unknown']],
    ['はい', ['yes']],
    ['いいえ', ['no']],
    ['担当者に代わってください', ['human']],
    ['I want to talk to a person', ['human']],
    ['プロバイダのサポートに連絡しました', []],
    ['最初からやり直したい', ['restart']],
    ['start over', ['restart']],
    ['I restarted my PC', []],
    ['終了', ['end']],
    ['quit', ['end']],
    ['続きを再開', ['resume']],
    ['続きからお願いします', ['resume']],
    ['再開したら送れなくなりました', []],
    ['resume', ['resume']],
    ['/op25b resume', ['resume']],
    ['It stopped after I resumed my PC', []],
    ['こんにちは', ['greeting']],
    ['Hello, I cannot send mail', ['greeting']],
    ['役に立たないボットだ', ['complaint']],
    ['this is useless', ['complaint']],
    ['メールが送れません', []],
    ["I can't send mail", []],
  ])('%s', (text, intents) => {
    expect(reading(text).intents).toEqual(intents);
  });
});

describe('language', () => {
  test.each<[string, 'ja' | 'en' | null, 'ja' | 'en' | null]>([
    ['メールが送れません', 'ja', null],
    ["I can't send mail", 'en', null],
    ['Thunderbird', null, null],
    ['smtp.example.jp', null, null],
    ['587', null, null],
    ['SSL/TLS', null, null],
    ['English please', 'en', 'en'],
    ['日本語でお願いします', 'ja', 'ja'],
    ['英語で話してください', 'ja', 'en'],
    ['please answer in Japanese', 'en', 'ja'],
    ['英語でエラーが出ます', 'ja', null],
    ['The message is in English, why?', 'en', null],
    [
      'I get this: 送信 (SMTP) サーバー smtp.example.jp との接続がタイムアウトしたため、メッセージを送信できませんでした。',
      'ja',
      null,
    ],
    ['🙂', null, null],
  ])('%s', (text, language, wish) => {
    const { language: found, languageWish } = reading(text);
    expect([found, languageWish]).toEqual([language, wish]);
  });
});

describe('explanations asked for', () => {
  test.each<[string, string | null, QuestionId | null]>([
    ['OP25Bとは', 'op25b', null],
    ['OP25Bとは何ですか？', 'op25b', 'port'],
    ['what is port 587', 'port-587', null],
    ['What is port 587?', 'port-587', 'port'],
    ['SMTPって何', 'smtp', null],
    ['LANって？', 'lan', null],
    ['なぜ受信はできるの', 'receive-works', null],
    ['Why does receiving still work?', 'receive-works', null],
    ['サブミッションポートについて教えて', 'submission', null],
    ['explain STARTTLS please', 'starttls', 'encryption'],
    ['OP25B', 'op25b', null],
    ['587番', null, 'port'],
    ['STARTTLS', null, 'encryption'],
    ['OP25Bだと思います', null, null],
    ['SMTP認証はオンです', null, null],
  ])('%s', (text, topic, pending) => {
    expect(reading(text, pending).topic).toBe(topic);
  });

  test('a question about a port is no answer', () => {
    expect(reading('what is port 587?', 'port').answers).toEqual({});
  });
});
