import { describe, expect, test } from 'vitest';
import { reading } from './knowledge.ts';

const b64 = (text: string): string => Buffer.from(text).toString('base64');

/** The text and the part of it that must not be kept. */
const SECRETS: [text: string, secret: string][] = [
  ['パスワードは hunter2', 'hunter2'],
  ['パスワードはhunter2です。サーバーはsmtp.example.jp', 'hunter2'],
  ['パスワード：Pa55w0rd!', 'Pa55w0rd!'],
  ['ｐａｓｓｗｏｒｄ：ｈｕｎｔｅｒ２', 'ｈｕｎｔｅｒ２'],
  ['password: hunter2', 'hunter2'],
  ['Password = "correct horse battery"', 'correct horse battery'],
  ['pw=hunter2, port 587', 'hunter2'],
  ['my password is hunter2', 'hunter2'],
  ['my password is swordfish.', 'swordfish'],
  ['The password for taro@example.jp is Xy9zzy', 'Xy9zzy'],
  ["auth: { user: 'taro', pass: 'hunter2' }", 'hunter2'],
  ['{"user":"taro","password":"hun\'ter2"}', "hun'ter2"],
  ['SMTP_PASSWORD=s3cr3t,with,commas', 's3cr3t,with,commas'],
  ['password: correct horse battery staple', 'horse battery staple'],
  ['アプリパスワードは abcd efgh ijkl mnop です', 'abcd efgh ijkl mnop'],
  ['app password: qwer tyui opas dfgh', 'qwer tyui opas dfgh'],
  ['I used the app password qwer tyui opas dfgh', 'qwer tyui opas dfgh'],
  ['abcd-efgh-ijkl-mnop', 'abcd-efgh-ijkl-mnop'],
  ['AUTH PLAIN AHRhcm8AaHVudGVyMg==', 'AHRhcm8AaHVudGVyMg=='],
  [
    `C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: ${b64('taro')}\nS: 334 UGFzc3dvcmQ6\nC: ${b64('hunter2')}\nS: 535 5.7.8 authentication failed`,
    b64('hunter2'),
  ],
  [`AUTH LOGIN\n334 VXNlcm5hbWU6\n${b64('taro')}\n334 UGFzc3dvcmQ6\n${b64('hunter22')}\n235 ok`, b64('hunter22')],
  [`> AUTH PLAIN\n< 334 \n> ${b64('\0taro\0pw')}`, b64('\0taro\0pw')],
  [`here: ${b64('\0taro@example.jp\0hunter2')}`, b64('\0taro@example.jp\0hunter2')],
  ['AUTH XOAUTH2 dXNlcj10YXJvAWF1dGg9QmVhcmVyIHlhMjkuYWJj', 'dXNlcj10YXJvAWF1dGg9QmVhcmVyIHlhMjkuYWJj'],
  ['smtp://taro:hunter2@smtp.example.jp:587', 'hunter2'],
  ['token xoxb-1234567890-abcdefghij', 'xoxb-1234567890-abcdefghij'],
  ['ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'ghp_abcdefghijklmnopqrstuvwxyz0123456789'],
  ['key AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE'],
  ['PASS hunter2', 'hunter2'],
  ['SG.abcdefghijklmnop.qrstuvwxyz0123456789', 'SG.abcdefghijklmnop.qrstuvwxyz0123456789'],
  ['pass\u200bword: hunter2', 'hunter2'],
  ['-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----', 'MIIEvQIBADANBg'],
  ['エラーは 535 5.7.8 authentication failed です。パスワード: hunter2', 'hunter2'],
];

const HARMLESS = [
  'パスワードを変えました',
  'パスワードは変えていません',
  'パスワードは正しいです',
  'パスワードはGmailのアプリパスワードです',
  'パスワードは合っています',
  'パスワードは OK です',
  'password was changed',
  'my password is correct',
  'the password is wrong?',
  'password: same as before',
  'The password is required',
  'Username and Password not accepted',
  '250-AUTH PLAIN LOGIN CRAM-MD5',
  'AUTH LOGIN failed',
  '535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6',
  '334 items',
  'Enter your password for smtp.example.jp:',
  'パスワードの認証に失敗しました',
  'bypass: enabled',
  'http://example.jp:8080/a@b',
  'the password that does work here',
  'compass: north',
];

describe('secrets', () => {
  test.each(SECRETS)('masked: %s', (text, secret) => {
    const found = reading(text);
    expect(found.secret).toBe(true);
    expect(JSON.stringify(found)).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(JSON.stringify(found)).not.toContain(JSON.stringify(secret.normalize('NFKC')).slice(1, -1));
  });

  test.each(HARMLESS)('no secret: %s', (text) => {
    const found = reading(text);
    expect(found.secret).toBe(false);
    expect(found.redacted).toBe(text);
  });

  test('the rest of the message is still read', () => {
    const found = reading('サーバーはsmtp.example.jp、パスワードはhunter2です。ポートは587です');
    expect(found.servers.map(({ target }) => target)).toEqual(['smtp.example.jp']);
    expect(found.answers).toEqual({ port: '587' });
  });

  test('the server in a URL with a password is read without the password', () => {
    const found = reading('smtp://taro:hunter2@smtp.example.jp:587');
    expect(found.servers).toEqual([{ target: 'smtp.example.jp', kind: 'host', port: 587 }]);
  });
});
