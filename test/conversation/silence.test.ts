import { describe, expect, it } from 'vitest';
import { CLOSE_AFTER_MS, REMIND_AFTER_MS } from '../../src/conversation/wake-in.ts';
import { LANGUAGES, type Language } from '../../src/message/message.ts';
import { goodReport } from './reports.ts';
import { Talk } from './talk.ts';

const SERVER = 'smtp.good.example';
const COMMAND = '/op25b resume';

/** The server is known and checked, and the port is asked for. */
function talkAskingForPort(language: Language): Talk {
  const talk = new Talk({ language, report: (target) => goodReport(target) });
  talk.say(language === 'ja' ? `${SERVER} からメールが送れません` : `I cannot send mail by ${SERVER}`);
  expect(talk.conversation).toMatchObject({ pending: 'port', language });
  return talk;
}

function closedBySilence(language: Language): Talk {
  const talk = talkAskingForPort(language);
  talk.do({ type: 'silent' });
  talk.do({ type: 'silent' });
  return talk;
}

const PORT_QUESTION = { ja: 'ポート番号はいくつ', en: 'port' } as const;

describe('when to wake the engine', () => {
  it('is a quarter of an hour after a question', () => {
    expect(REMIND_AFTER_MS).toBe(15 * 60 * 1000);
    expect(talkAskingForPort('ja').wakeIn).toBe(REMIND_AFTER_MS);
  });

  it('is a day after the question once the reminder was given', () => {
    const talk = talkAskingForPort('ja');
    talk.do({ type: 'silent' });
    expect(CLOSE_AFTER_MS).toBe(24 * 60 * 60 * 1000);
    expect(talk.wakeIn).toBe(CLOSE_AFTER_MS - REMIND_AFTER_MS);
  });

  it('is never while a server is being checked', () => {
    const talk = new Talk();
    talk.say(`${SERVER} につながりません`);
    expect(talk.all('probe')).toHaveLength(1);
    expect(talk.wakeIn).toBeNull();
  });

  it.each(['end', 'hand-off'] as const)('is never after "%s"', (command) => {
    const talk = talkAskingForPort('ja');
    talk.do({ type: 'commanded', command });
    expect(talk.wakeIn).toBeNull();
  });

  it('is never before anything was asked', () => {
    const talk = new Talk();
    talk.do({ type: 'crowd-known', subject: { kind: 'server', value: SERVER } });
    expect(talk.wakeIn).toBeNull();
  });
});

describe.each(LANGUAGES)('silence in %s', (language) => {
  it('is met first with one reminder: what is awaited, that there is time, and the question with its choices', () => {
    const talk = talkAskingForPort(language);
    const words = talk.do({ type: 'silent' });
    expect(words).toContain(language === 'ja' ? '「ポート番号」のご回答をお待ちしています' : 'answer: the port number');
    expect(words).toContain(language === 'ja' ? 'いつでも' : 'any time');
    expect(
      talk
        .all('say')
        .at(-1)
        ?.message.question?.choices.map(({ id }) => id),
    ).toContain('587');
    expect(talk.conversation).toMatchObject({ reminded: true, status: 'open', pending: 'port' });
  });

  it('is met then with the end: a summary and the way to take it up again', () => {
    const talk = talkAskingForPort(language);
    talk.do({ type: 'silent' });
    const words = talk.do({ type: 'silent' });
    expect(words).toContain(SERVER);
    expect(words).toContain(COMMAND);
    expect(words).toContain(language === 'ja' ? '続きを再開' : 'resume');
    expect(talk.conversation).toMatchObject({ status: 'closed', resolved: false, pending: 'port' });
    expect(talk.all('end')).toEqual([{ type: 'end', resolved: false }]);
    expect(talk.wakeIn).toBeNull();
  });

  it('is over with any word: the reminder may come again', () => {
    for (const word of [
      { type: 'said', text: 'ほげふが' },
      { type: 'answered', question: 'port', value: '25' },
      { type: 'commanded', command: 'resume' },
      { type: 'filled', answers: { receive: 'works' }, text: null },
      { type: 'language-chosen', language },
    ] as const) {
      const talk = talkAskingForPort(language);
      talk.do({ type: 'silent' });
      talk.do(word);
      expect(talk.conversation.reminded, word.type).toBe(false);
      expect(talk.wakeIn, word.type).toBe(REMIND_AFTER_MS);
    }
  });

  it('is not over because something else happens', () => {
    const talk = talkAskingForPort(language);
    talk.do({ type: 'silent' });
    talk.do({ type: 'crowd-known', subject: { kind: 'server', value: SERVER } });
    expect(talk.conversation.reminded).toBe(true);
  });

  it('means nothing once the conversation is closed or handed off, or while a server is checked', () => {
    const closed = closedBySilence(language);
    const handedOff = talkAskingForPort(language);
    handedOff.do({ type: 'commanded', command: 'hand-off' });
    const checking = new Talk({ language });
    checking.say(SERVER);
    for (const talk of [closed, handedOff, checking, new Talk({ language })]) {
      const before = talk.conversation;
      const effects = talk.effects.length;
      talk.do({ type: 'silent' });
      expect(talk.conversation).toEqual(before);
      expect(talk.effects).toHaveLength(effects);
    }
  });
});

describe.each(LANGUAGES)('taking a case up again in %s', (language) => {
  it.each(language === 'ja' ? ['再開', '続きから', '続きを再開', COMMAND] : ['resume', 'continue', COMMAND])(
    'works by "%s": where we were, and the question that waits',
    (words) => {
      const talk = closedBySilence(language);
      const answer = talk.say(words);
      expect(answer).toContain(SERVER);
      expect(answer).toContain(PORT_QUESTION[language]);
      expect(talk.conversation).toMatchObject({ status: 'open', pending: 'port' });
      expect(talk.wakeIn).toBe(REMIND_AFTER_MS);
    },
  );

  it('works by the command, after the person’s own end as well', () => {
    const talk = talkAskingForPort(language);
    talk.do({ type: 'commanded', command: 'end' });
    const answer = talk.do({ type: 'commanded', command: 'resume' });
    expect(answer).toContain(SERVER);
    expect(talk.conversation).toMatchObject({ status: 'open', pending: 'port' });
  });

  it('goes on with the next question where none waits', () => {
    const talk = talkAskingForPort(language);
    talk.say(language === 'ja' ? 'もう直りました' : 'it works now');
    expect(talk.conversation).toMatchObject({ status: 'closed', pending: null });
    talk.do({ type: 'commanded', command: 'resume' });
    expect(talk.conversation).toMatchObject({ status: 'open', resolved: false });
    expect(talk.conversation.pending).not.toBeNull();
  });

  it('puts the question again in an open conversation, and nothing more', () => {
    const talk = talkAskingForPort(language);
    const before = talk.all('say').length;
    const answer = talk.do({ type: 'commanded', command: 'resume' });
    expect(talk.all('say')).toHaveLength(before + 1);
    expect(answer).toContain(PORT_QUESTION[language]);
    expect(answer).not.toContain(SERVER);
  });

  it('says that the check goes on when one does', () => {
    const talk = new Talk({ language });
    talk.say(SERVER);
    expect(talk.do({ type: 'commanded', command: 'resume' })).toContain(language === 'ja' ? '確認して' : 'checking');
    expect(talk.all('probe')).toHaveLength(1);
  });

  it('is a beginning where nothing has begun', () => {
    const talk = new Talk({ language });
    talk.do({ type: 'commanded', command: 'resume' });
    expect(talk.conversation.pending).toBe('server');
  });

  it('needs no command: whoever simply answers goes on, and no fact is lost', () => {
    const talk = closedBySilence(language);
    talk.say('587');
    expect(talk.conversation.status).toBe('open');
    expect(talk.conversation.facts.answers).toMatchObject({ server: SERVER, port: '587' });
    expect(talk.conversation.pending).not.toBe('port');
  });
});
