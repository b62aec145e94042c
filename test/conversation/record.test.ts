import { describe, expect, it } from 'vitest';
import { MASK } from '../../src/diagnosis/reading/masking/mask.ts';
import { LANGUAGES, type Language } from '../../src/message/message.ts';
import { goodReport } from './reports.ts';
import { Talk } from './talk.ts';

const SERVER = 'smtp.good.example';

const advised = (language: Language): Talk => {
  const talk = new Talk({ language, report: (target) => goodReport(target) });
  talk.do({ type: 'language-chosen', language });
  talk.say(SERVER);
  for (let turn = 0; turn < 12 && talk.conversation.pending !== 'worked'; turn += 1) {
    const question = talk.conversation.pending;
    if (question) talk.do({ type: 'answered', question, value: question === 'port' ? '25' : 'unknown' });
  }
  return talk;
};

describe('the record of a talk', () => {
  it('holds each question that was put and each answer, in order', () => {
    const talk = new Talk({ report: (target) => goodReport(target) });
    talk.say('メールが送れません');
    talk.say(SERVER);
    talk.do({ type: 'answered', question: 'port', value: '25' });
    expect(talk.conversation.log.slice(0, 5)).toEqual([
      { said: 'メールが送れません' },
      { asked: 'server' },
      { said: SERVER },
      { asked: 'port' },
      { said: '25' },
    ]);
  });

  it('names the question of an answer that was given late', () => {
    const talk = new Talk({ report: (target) => goodReport(target) });
    talk.say(SERVER);
    talk.do({ type: 'answered', question: 'receive', value: 'works' });
    expect(talk.conversation.log.slice(-4)).toEqual([
      { asked: 'port' },
      { asked: 'receive' },
      { said: 'works' },
      { asked: 'port' },
    ]);
  });

  it('holds a question that is put again once', () => {
    const talk = new Talk();
    talk.do({ type: 'started' });
    talk.do({ type: 'silent' });
    talk.do({ type: 'commanded', command: 'resume' });
    expect(talk.conversation.log).toEqual([{ asked: 'server' }]);
  });

  it.each(['パスワードは hunter2secret です', 'password: hunter2secret', 'AUTH LOGIN\nhunter2secret=='])(
    'holds no secret: %s',
    (words) => {
      const talk = new Talk();
      talk.say(words);
      talk.do({ type: 'answered', question: 'error', value: words });
      expect(JSON.stringify(talk.conversation.log)).not.toContain('hunter2secret');
      expect(JSON.stringify(talk.conversation.log)).toContain(MASK);
    },
  );

  it('cuts an entry at 300 characters, after its secrets are masked', () => {
    const talk = new Talk();
    talk.say(`${'あ'.repeat(290)} password: hunter2secret`);
    talk.say('い'.repeat(5_000));
    for (const entry of talk.conversation.log) {
      const words = 'said' in entry ? entry.said : '';
      expect(words.length).toBeLessThanOrEqual(300);
      expect(words).not.toContain('hunter');
    }
  });

  it('shows what cannot be seen', () => {
    const talk = new Talk();
    talk.say('abc\u202edef');
    expect(talk.conversation.log[0]).toEqual({ said: 'abc<U+202E>def' });
  });

  it('holds the newest forty entries', () => {
    const talk = new Talk();
    for (let turn = 0; turn < 50; turn += 1) talk.say(`ほげふが${turn}`);
    expect(talk.conversation.log).toHaveLength(40);
    expect(talk.conversation.log).toContainEqual({ said: 'ほげふが49' });
    expect(talk.conversation.log).not.toContainEqual({ said: 'ほげふが5' });
  });
});

describe.each(LANGUAGES)('whether the steps helped, in %s', (language) => {
  const YES = { ja: '送れるようになりました', en: 'it works now' } as const;
  const NO = { ja: 'だめでした', en: 'still not working' } as const;

  it.each([true, false])('is told with the cause and the remedy of the answer (worked: %s)', (worked) => {
    for (const event of [
      { type: 'answered', question: 'worked', value: worked ? 'yes' : 'no' },
      { type: 'said', text: worked ? YES[language] : NO[language] },
    ] as const) {
      const talk = advised(language);
      const [answer] = talk.all('diagnosis');
      talk.do(event);
      expect(answer?.remedy?.id).toBeTypeOf('string');
      expect(talk.all('outcome')).toEqual([
        { type: 'outcome', cause: answer?.diagnosis.causes[0]?.id, remedy: answer?.remedy?.id, worked },
      ]);
    }
  });

  it('is told once, however often the button is pressed', () => {
    const talk = advised(language);
    talk.do({ type: 'answered', question: 'worked', value: 'yes' });
    talk.do({ type: 'answered', question: 'worked', value: 'yes' });
    expect(talk.all('outcome')).toHaveLength(1);
  });

  it('is not told when the person does not know yet, or was given no steps', () => {
    const undecided = advised(language);
    undecided.do({ type: 'answered', question: 'worked', value: 'unknown' });
    const early = new Talk({ language });
    early.say(YES[language]);
    expect([...undecided.all('outcome'), ...early.all('outcome')]).toEqual([]);
  });
});

describe('what others may have trouble with, too', () => {
  const reported = (talk: Talk) => talk.all('report').map(({ subject }) => `${subject.kind}:${subject.value}`);

  it('is the server, when its check has ended, in its plain form', () => {
    const talk = new Talk();
    talk.say('SMTP.Good.Example. につながりません');
    expect(reported(talk)).toEqual([]);
    const report = goodReport('SMTP.Good.Example.');
    talk.do({ type: 'probe-finished', probe: talk.all('probe')[0]?.probe ?? '', report });
    expect(reported(talk)).toEqual([`server:${SERVER}`]);
  });

  it('is the line, when it becomes known, and only one that is known', () => {
    const talk = new Talk({ report: (target) => goodReport(target) });
    talk.do({ type: 'filled', answers: { line: 'ご近所ケーブル' }, text: null });
    expect(reported(talk)).toEqual([]);
    talk.do({ type: 'answered', question: 'line', value: 'ocn' });
    expect(reported(talk)).toEqual(['line:ocn']);
  });

  it('is each told once in a conversation, even when it starts over', () => {
    const talk = new Talk({ report: (target) => goodReport(target) });
    talk.say(`${SERVER} OCN`);
    talk.say('smtp.other.example');
    talk.say(`サーバーは ${SERVER} です`);
    talk.do({ type: 'commanded', command: 'restart' });
    talk.say(SERVER);
    expect(talk.all('probe')).toHaveLength(4);
    expect(reported(talk).toSorted()).toEqual(['line:ocn', `server:${SERVER}`, 'server:smtp.other.example'].toSorted());
  });

  it('is not told once the conversation has ended', () => {
    const talk = new Talk();
    talk.say(SERVER);
    talk.do({ type: 'commanded', command: 'end' });
    talk.do({ type: 'probe-finished', probe: talk.all('probe')[0]?.probe ?? '', report: goodReport() });
    expect(reported(talk)).toEqual([]);
  });
});

describe.each(LANGUAGES)('a trouble that many have, in %s', (language) => {
  const subject = { kind: 'server', value: SERVER } as const;

  it('is told once, and the question that waits goes on waiting', () => {
    const talk = new Talk({ language, report: (target) => goodReport(target) });
    talk.say(SERVER);
    const { pending } = talk.conversation;
    const words = talk.do({ type: 'crowd-known', subject });
    expect(words).toContain(SERVER);
    expect(words).toContain(language === 'ja' ? '担当窓口も把握しています' : 'The support desk knows about it');
    expect(talk.all('say').at(-1)?.message.question).toBeUndefined();
    expect(talk.conversation.pending).toBe(pending);
    expect(talk.do({ type: 'crowd-known', subject })).toBe('');
  });

  it('names a line by its name', () => {
    const talk = new Talk({ language });
    expect(talk.do({ type: 'crowd-known', subject: { kind: 'line', value: 'ocn' } })).toContain('OCN');
  });

  it.each(['end', 'hand-off'] as const)('is not told after "%s"', (command) => {
    const talk = new Talk({ language, report: (target) => goodReport(target) });
    talk.say(SERVER);
    talk.do({ type: 'commanded', command });
    expect(talk.do({ type: 'crowd-known', subject })).toBe('');
  });
});

it('begins with a state of version 2 in which nothing has happened', () => {
  expect(new Talk().conversation).toMatchObject({
    version: 2,
    reminded: false,
    desk: null,
    log: [],
    reported: [],
    advisedRemedy: null,
  });
});
