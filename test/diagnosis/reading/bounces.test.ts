import { describe, expect, test } from 'vitest';
import en from '../../../locales/en/explanation.json' with { type: 'json' };
import ja from '../../../locales/ja/explanation.json' with { type: 'json' };
import { knowledge, reading } from './knowledge.ts';

const REPORT = `This is the mail system at host smtp.example.jp.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<bob@example.org>: host mx.example.org[192.0.2.7] said: 550 Unknown user
    bob@example.org (in reply to end of DATA command)

Reporting-MTA: dns; smtp.example.jp
Final-Recipient: rfc822; bob@example.org
Action: failed
Status: 5.2.1
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550 Unknown user
    bob@example.org`;

describe('a delivery report pasted as text', () => {
  test('gives the reply, completed by the status, the stage, and that the mail had been handed in', () => {
    const { error } = reading(REPORT);
    expect(error).toMatchObject({ reply: { code: 550, enhanced: '5.2.1' }, stage: 'data', relayed: true });
    expect(error?.reply?.text).toContain('Unknown user');
  });

  test('names no server to check and answers no question: its hosts are further on, its words a machine’s', () => {
    expect(reading(REPORT)).toMatchObject({ servers: [], answers: {}, intents: [], topic: null });
    expect(reading(REPORT).error).toMatchObject({ host: null, port: null });
  });

  test.each([
    [
      'its fields alone, the reporting host before a blank line',
      `Reporting-MTA: dns; mta01.example.jp\n\n${REPORT.slice(REPORT.indexOf('Final-Recipient'))}`,
    ],
    [
      'a sentence of the person before it',
      `戻ってきました。Undelivered Mail Returned to Sender\n host mx.example.org [192.0.2.7]\n SMTP error from remote mail server after RCPT TO:<bob@example.org>: 550 User unknown`,
    ],
    [
      'a line of a mail server’s log',
      'postfix/smtp[1]: A1: to=<bob@example.org>, relay=mx.example.org[192.0.2.7]:25, status=bounced (host mx.example.org[192.0.2.7] said: 550 5.7.1 rejected (in reply to RCPT TO command))',
    ],
  ])('names no server to check in %s', (_, text) => {
    expect(reading(text)).toMatchObject({ servers: [], error: { host: null } });
  });

  test('leaves the server that the person names above it', () => {
    expect(reading(`smtp.example.ne.jp で送ると戻ってきます。\n${REPORT}`).servers).toEqual([
      { target: 'smtp.example.ne.jp', kind: 'host', port: null },
    ]);
  });

  test('leaves what the person writes above it to be read', () => {
    expect(reading(`受信はできます。OCNです。\n${REPORT}`).answers).toEqual({ receive: 'works', line: 'ocn' });
  });

  test('is read where lines of a field are folded, and where only its fields are pasted', () => {
    const fields = REPORT.slice(REPORT.indexOf('Reporting-MTA'));
    expect(reading(fields).error).toMatchObject({ reply: { code: 550, enhanced: '5.2.1' }, relayed: true });
    const folded = 'Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552\n message size\n exceeds fixed limit';
    expect(reading(folded).error).toMatchObject({ class: 'size', signature: 'smtp.size' });
  });

  test('of several recipients tells the first that failed', () => {
    const two =
      'Final-Recipient: rfc822; a@example.org\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; b@example.org\nAction: failed\nStatus: 5.1.6\nDiagnostic-Code: smtp; 551 gone fishing';
    expect(reading(two).error).toMatchObject({ reply: { code: 551, enhanced: '5.1.6' }, class: 'recipient' });
  });

  test('of a system that failed by itself quotes no reply', () => {
    const own =
      'Final-Recipient: rfc822; b@example.org\nAction: failed\nStatus: 5.4.4\nDiagnostic-Code: X-Postfix; flux capacitor overload';
    expect(reading(own).error).toMatchObject({ signature: null, reply: null, class: 'recipient', relayed: true });
  });

  test('hides a sign-in that stands in its transcript', () => {
    const secret = Buffer.from('\0taro\0hunter2hunter2').toString('base64');
    const found = reading(
      `----- Transcript of session follows -----\n>>> AUTH PLAIN ${secret}\n<<< 535 5.7.8 Odd words`,
    );
    expect(found.secret).toBe(true);
    expect(JSON.stringify(found)).not.toContain(secret);
    expect(found.error).toMatchObject({ class: 'auth-rejected', stage: 'auth' });
  });
});

describe('the same words at another stage', () => {
  const said = (words: string, command: string) =>
    reading(`host mx.example.org[192.0.2.7] said: ${words} (in reply to ${command} command)`).error;

  test('of a carrier: at RCPT the address, at the end of DATA the filter', () => {
    expect(said('550 Unknown user taro@docomo.ne.jp', 'RCPT TO')?.causes).toEqual(['recipient-refused']);
    expect(said('550 Unknown user taro@docomo.ne.jp', 'end of DATA')?.causes).toEqual(['carrier-filter']);
    expect(said('550 <taro@ezweb.ne.jp>: User unknown', 'RCPT TO')?.causes).toEqual(['recipient-refused']);
    expect(said('550 <taro@ezweb.ne.jp>: User unknown', 'end of DATA')?.causes).toEqual(['carrier-filter']);
  });

  test('of nobody known: sender at MAIL, recipient at RCPT, the name at EHLO', () => {
    const classes = ['EHLO', 'MAIL FROM', 'RCPT TO', 'end of DATA'].map((command) => said('550 Odd', command)?.class);
    expect(classes).toEqual(['policy', 'sender', 'recipient', 'policy']);
    expect(said('550 Odd', 'EHLO')?.causes[0]).toBe('no-reverse-dns');
  });

  test('a refusal of relaying: at hand-in the sign-in is missing, further on the domain is not at that server', () => {
    const refusal = '554 5.7.1 <bob@example.org>: Relay access denied';
    expect(reading(refusal).error?.causes[0]).toBe('auth-off');
    expect(said(refusal, 'RCPT TO')?.causes[0]).toBe('recipient-refused');
  });

  test('no cause in a bounce is one that stops handing in, where the text says no more than a code', () => {
    for (const code of ['550', '554', '550 5.7.1', '554 5.7.0', '550 5.1.1', '552', '451', '421']) {
      const causes = ['EHLO', 'MAIL FROM', 'RCPT TO', 'end of DATA'].flatMap(
        (command) => said(`${code} Odd`, command)?.causes ?? [],
      );
      expect(causes, code).not.toContain('auth-off');
      expect(causes, code).not.toContain('op25b');
    }
  });
});

describe('a text that nobody knows', () => {
  test('is said to be unknown, and its code explained, the most telling first', () => {
    const { error } = reading('550 5.1.6 Flux capacitor overload');
    expect(error).toMatchObject({ signature: null, explanation: ['reply-x-1-6', 'reply-5'] });
    expect(reading('450 4.7.1 Flux capacitor overload').error?.explanation).toEqual(['reply-4-7-1', 'reply-4']);
    expect(reading('<<< 551 Flux capacitor overload').error?.explanation).toEqual(['reply-551', 'reply-5']);
    expect(reading('<<< 599 Flux capacitor overload').error?.explanation).toEqual(['reply-5']);
  });

  test('explains no code where the text is known', () => {
    expect(reading('550 5.1.1 User unknown').error?.explanation).toEqual([]);
    expect(reading('エラー番号: 0x800CCC0E').error?.explanation).toEqual([]);
  });

  test.each(['0x80123456', 'com.example.FluxException: overload', 'エラーコード: 99999'])(
    'is an error by its form: %s',
    (text) => {
      expect(reading(text).error).toMatchObject({ signature: null, class: 'other', causes: [], excerpt: text });
    },
  );

  test('is kept for the desk from where it tells of the error, however long what stands before it is', () => {
    const words = 'host mx.example.org[192.0.2.7] said: 550 Flux capacitor overload (in reply to MAIL FROM command)';
    const { error } = reading(`${'Received: from a.example by b.example; Tue, 24 Nov 2026\n'.repeat(60)}${words}`);
    expect(error?.excerpt).toContain('Flux capacitor overload');
    expect(error?.excerpt.length).toBeLessThanOrEqual(300);
  });
});

describe('explanations of codes', () => {
  const keys = [
    'reply-4',
    'reply-5',
    ...knowledge.replyMeanings.map(({ code }) => `reply-${code.replaceAll('.', '-')}`),
  ];

  test.each([
    ['en', en],
    ['ja', ja],
  ])('are there in %s for every code, and for no other', (_, texts) => {
    const written = Object.keys(texts).filter((key) => key.startsWith('reply-'));
    expect(written.toSorted()).toEqual(keys.toSorted());
  });

  test('stand once a code, each with what it rests on', () => {
    expect(new Set(keys).size).toBe(keys.length);
    expect(knowledge.replyMeanings.filter(({ source }) => source === '')).toEqual([]);
  });
});
