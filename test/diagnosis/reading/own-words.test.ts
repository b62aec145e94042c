import { describe, expect, test } from 'vitest';
import { reading } from './knowledge.ts';

describe('words of error texts that people use in sentences of their own', () => {
  test.each([
    "I'll try again later",
    'Should I use port 587?',
    'I use 587',
    'my mailbox is full of spam',
    'Is the message too big?',
    'Could our IP be blacklisted?',
    'Do I need to authenticate? Is authentication required?',
    'I sent too many messages to friends this week',
    'Does greylisting matter?',
    'I use an app password',
    'STARTTLS is required by my company',
    'I use pop before smtp',
    '後でもう一度試します',
    'メッセージが大きすぎますか',
    '国外からのアクセス制限かも',
    '認証エラーではないです',
    'ネットワークエラーは出ません',
    'サーバーエラーではないと思います',
    'POP before SMTPを使っています',
  ])('are no error: %s', (text) => {
    expect(reading(text).error).toBeNull();
  });

  test.each([
    ['It says “mailbox is full”', 'recipient'],
    ['「メールアドレスが見つかりません」と出ます', 'recipient'],
    ['エラー: message too large', 'size'],
    ['user unknown', 'recipient'],
    ['メールソフトに「認証エラー」と表示されます', 'auth-rejected'],
  ])('are one where they are quoted, though no proof that a server answered: %s', (text, errorClass) => {
    expect(reading(text).error).toMatchObject({ class: errorClass, reply: null });
  });

  test('count in a reply with its code', () => {
    expect(reading('452 4.2.2 mailbox is full').error).toMatchObject({ class: 'recipient', reply: { code: 452 } });
    expect(reading('I got 421 please try again later').error?.reply?.code).toBe(421);
  });

  test('leave the rest of the sentence to be read, though a bounce is mentioned', () => {
    expect(reading('I got a failure notice. Receiving works').answers).toEqual({ receive: 'works' });
    expect(reading('アドレス不明で返ってきます。受信はできます').answers).toEqual({ receive: 'works' });
  });
});
