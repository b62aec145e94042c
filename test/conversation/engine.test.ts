import { describe, expect, it } from 'vitest';
import { goodReport } from './reports.ts';
import { Talk } from './talk.ts';

const SERVER = 'smtp.good.example';
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

function talkAboutServer(language: 'ja' | 'en' = 'ja'): Talk {
  const talk = new Talk({ language, report: (target) => goodReport(target) });
  talk.say(
    language === 'ja' ? `メールが送れません。サーバーは${SERVER}です。` : `I can't send mail. My server is ${SERVER}.`,
  );
  return talk;
}

describe('the beginning', () => {
  it('asks for the server when all that is said is that mail cannot be sent', () => {
    const talk = new Talk();
    talk.say('メールが送れません');
    expect(talk.conversation.pending).toBe('server');
  });

  it('probes a server named in the first sentence, and does not ask for it', () => {
    const talk = new Talk();
    talk.say(`${SERVER} につながりません`);
    expect(talk.all('probe').map(({ target }) => target)).toEqual([SERVER]);
    expect(talk.conversation.asked).not.toContain('server');
  });

  it('takes the language from the person’s own text', () => {
    const english = new Talk({ language: 'ja' });
    expect(english.say("I can't send mail")).not.toMatch(KANA);
    const japanese = new Talk({ language: 'en' });
    expect(japanese.say('メールが送れません')).toMatch(KANA);
  });

  it('stays Japanese when an English error is pasted', () => {
    const talk = new Talk();
    talk.say('メールが送れません');
    talk.say('The connection to the server has failed. Error Number: 0x800CCC0E');
    expect(talk.conversation.language).toBe('ja');
  });

  it('goes on without the server’s name when the person does not know it', () => {
    const talk = new Talk();
    talk.say('メールが送れません');
    talk.do({ type: 'answered', question: 'server', value: 'unknown' });
    expect(talk.conversation.pending).not.toBe('server');
    expect(talk.conversation.pending).not.toBeNull();
  });
});

describe('answers', () => {
  it('takes several from one message and asks none of them again', () => {
    const talk = new Talk({ report: (target) => goodReport(target) });
    talk.say(`Thunderbirdで${SERVER}の25番を使っています。受信はできますが送信できません。`);
    expect(talk.conversation.facts.answers).toMatchObject({ client: 'thunderbird', port: '25', receive: 'works' });
    expect(talk.conversation.asked.filter((id) => ['client', 'port', 'receive'].includes(id))).toEqual([]);
  });

  it.each([
    ['ja', '受信はできるのになぜか送信できません'],
    ['en', 'I can still receive mail, but why does sending fail?'],
  ] as const)('hears the fact in a wondering sentence (%s)', (language, wondering) => {
    const talk = talkAboutServer(language);
    talk.say(wondering);
    expect(talk.conversation.facts.answers.receive).toBe('works');
  });

  it('takes a bare port number whatever question is open', () => {
    const talk = talkAboutServer();
    talk.do({ type: 'answered', question: 'port', value: 'unknown' });
    expect(talk.conversation.pending).not.toBe('port');
    talk.say('587');
    expect(talk.conversation.facts.answers.port).toBe('587');
  });

  it('says at once that a mail program which sends from its vendor’s cloud is not stopped by OP25B', () => {
    const talk = talkAboutServer();
    expect(talk.say('新しいOutlookを使っています')).toContain('OP25Bは原因ではありません');
    expect(talk.conversation.facts.answers.client).toBe('outlook-new-windows');
  });

  it('does not ask for an error that was pasted before it was asked for', () => {
    const talk = talkAboutServer();
    talk.say(
      '送信 (SMTP) サーバー smtp.good.example との接続がタイムアウトしたため、メッセージを送信できませんでした。',
    );
    for (let turn = 0; turn < 12 && talk.conversation.pending && talk.conversation.pending !== 'worked'; turn += 1) {
      talk.do({ type: 'answered', question: talk.conversation.pending, value: 'unknown' });
    }
    expect(talk.conversation.asked).not.toContain('error');
  });

  it('keeps the open question open when something else is told meanwhile', () => {
    const talk = talkAboutServer();
    const pending = talk.conversation.pending;
    expect(pending).toBe('port');
    talk.say('受信はできます');
    expect(talk.conversation.pending).toBe(pending);
  });

  it('lets an answer be changed at any time', () => {
    const talk = talkAboutServer();
    talk.do({ type: 'answered', question: 'port', value: '25' });
    talk.say('やっぱりポートは587です');
    expect(talk.conversation.facts.answers.port).toBe('587');
    const causes = talk.all('diagnosis').at(-1)?.diagnosis.causes ?? [];
    expect(causes.map(({ id }) => id)).not.toContain('op25b');
  });

  it('never asks a question twice', () => {
    const talk = talkAboutServer();
    for (let turn = 0; turn < 12 && talk.conversation.pending && talk.conversation.pending !== 'worked'; turn += 1) {
      talk.do({ type: 'answered', question: talk.conversation.pending, value: 'unknown' });
    }
    const asked = talk.conversation.asked;
    expect(asked).toEqual([...new Set(asked)]);
    expect(talk.conversation.pending).toBe('worked');
  });

  it('ends in something to do even when the person knows nothing', () => {
    const talk = new Talk();
    talk.say('メールが送れません');
    for (let turn = 0; turn < 12 && talk.conversation.pending && talk.conversation.pending !== 'worked'; turn += 1) {
      talk.do({ type: 'answered', question: talk.conversation.pending, value: 'unknown' });
    }
    expect(talk.all('diagnosis')[0]?.remedy?.before.length).toBeGreaterThan(0);
  });

  it('says so when it does not understand, and puts the question again', () => {
    const talk = talkAboutServer();
    const pending = talk.conversation.pending;
    expect(talk.say('ほげふが')).toContain('うまく読み取れませんでした');
    expect(talk.conversation.pending).toBe(pending);
  });
});

describe('the server', () => {
  it('is probed anew when another one is named', () => {
    const talk = talkAboutServer();
    talk.say('すみません、サーバーは smtp.other.example でした');
    expect(talk.all('probe').map(({ target }) => target)).toEqual([SERVER, 'smtp.other.example']);
  });

  it('is asked for again when it may not be probed', () => {
    const talk = new Talk();
    talk.say('192.168.0.1 から送れません');
    const [probe] = talk.all('probe');
    talk.do({
      type: 'probe-failed',
      probe: probe?.probe ?? '',
      failure: { code: 'target-refused', args: { target: '192.168.0.1' } },
    });
    expect(talk.all('error').map(({ failure }) => failure.code)).toEqual(['target-refused']);
    expect(talk.conversation.pending).toBe('server');
  });

  it('is not spoken of any more when its probe ends after the conversation', () => {
    const talk = new Talk();
    talk.say(`${SERVER} につながりません`);
    const [probe] = talk.all('probe');
    talk.do({ type: 'commanded', command: 'end' });
    const said = talk.all('say').length;
    const report = goodReport(SERVER, {
      dns: { ...goodReport().dns, status: 'nxdomain', suggestion: 'smtp.other.example' },
      endpoints: [],
      routes: [],
    });
    talk.do({ type: 'probe-finished', probe: probe?.probe ?? '', report });
    expect(talk.all('say')).toHaveLength(said);
  });

  it('is not judged by a probe that another has replaced', () => {
    const talk = new Talk();
    talk.say(`${SERVER} につながりません`);
    const [first] = talk.all('probe');
    talk.say('サーバーは smtp.other.example でした');
    const before = talk.conversation;
    talk.do({ type: 'probe-finished', probe: first?.probe ?? '', report: goodReport() });
    expect(talk.conversation).toEqual(before);
  });
});

describe('the answer', () => {
  const confirmed = (language: 'ja' | 'en' = 'ja') => {
    const talk = talkAboutServer(language);
    talk.do({ type: 'answered', question: 'port', value: '25' });
    talk.do({ type: 'answered', question: 'client', value: 'thunderbird' });
    talk.say(`OP25B1 ${SERVER} 25=timeout 465=open 587=open+220 x25=timeout x587=open+220 web=open`);
    for (let turn = 0; turn < 6 && talk.conversation.pending !== 'worked' && talk.conversation.pending; turn += 1) {
      talk.do({ type: 'answered', question: talk.conversation.pending, value: 'unknown' });
    }
    return talk;
  };

  it('is OP25B, confirmed, with 587 and STARTTLS for Thunderbird, in both languages', () => {
    for (const language of ['ja', 'en'] as const) {
      const [answer] = confirmed(language).all('diagnosis');
      expect(answer?.diagnosis.causes[0]).toMatchObject({ id: 'op25b', certainty: 'confirmed' });
      expect(answer?.remedy).toMatchObject({
        client: 'thunderbird',
        route: { host: SERVER, port: 587, encryption: 'starttls' },
      });
    }
  });

  it('gives reasons', () => {
    const [answer] = confirmed().all('diagnosis');
    expect(answer?.diagnosis.causes[0]?.for.length).toBeGreaterThan(2);
    expect(answer?.diagnosis.causes[0]?.against).toEqual([]);
  });

  it('closes when it helped', () => {
    const talk = confirmed();
    talk.do({ type: 'answered', question: 'worked', value: 'yes' });
    expect(talk.all('end')).toEqual([{ type: 'end', resolved: true }]);
  });

  it('that was confirmed before is not confirmed again by what else is said', () => {
    const talk = confirmed('en');
    const said = talk.do({ type: 'answered', question: 'receive', value: 'works' });
    expect(said).toContain('This does not change the picture');
    expect(said).not.toContain('That settles it');
  });

  it('waits for whoever does not know yet whether it helped, in whatever words they say so', () => {
    for (const [language, words, answer] of [
      ['ja', 'まだわかりません', '手順を試してから'],
      ['en', "I don't know", 'Please try the steps'],
    ] as const) {
      const talk = confirmed(language);
      expect(talk.say(words)).toContain(answer);
      expect(talk.conversation.pending).toBe('worked');
    }
  });

  it('never gives a remedy again that did not help, and asks what is shown after the change', () => {
    const talk = confirmed();
    talk.do({ type: 'answered', question: 'worked', value: 'no' });
    expect(talk.conversation.facts.answers).toMatchObject({ port: '587', encryption: 'starttls' });
    expect(talk.conversation.pending).toBe('error');
    talk.say('535 5.7.8 Error: authentication failed');
    const [best] = talk.all('diagnosis').at(-1)?.diagnosis.causes ?? [];
    expect(best).toMatchObject({ id: 'wrong-password', certainty: 'confirmed' });
  });

  it('comes back to a cause whose remedy failed when the new error says it is that one', () => {
    const talk = new Talk({ language: 'en', report: (target) => goodReport(target) });
    talk.say('smtp.gmail.com port 587 says 535-5.7.8 Username and Password not accepted');
    for (let turn = 0; turn < 6 && talk.conversation.pending && talk.conversation.pending !== 'worked'; turn += 1) {
      talk.do({ type: 'answered', question: talk.conversation.pending, value: 'unknown' });
    }
    talk.do({ type: 'answered', question: 'worked', value: 'no' });
    talk.say('534 5.7.9 Application-specific password required');
    const [best] = talk.all('diagnosis').at(-1)?.diagnosis.causes ?? [];
    expect(best).toMatchObject({ id: 'app-password-needed', certainty: 'confirmed' });
  });

  it('goes on with the next cause when it did not help, and offers the desk after the second time', () => {
    const talk = new Talk({ report: (target) => goodReport(target), contact: 'support@desk.example' });
    talk.say(`${SERVER}で送れません`);
    const answerAll = () => {
      for (let turn = 0; turn < 12 && talk.conversation.pending && talk.conversation.pending !== 'worked'; turn += 1) {
        talk.do({ type: 'answered', question: talk.conversation.pending, value: 'unknown' });
      }
    };
    answerAll();
    talk.say('だめでした');
    answerAll();
    const advised = talk.all('diagnosis').map(({ diagnosis }) => diagnosis.causes[0]?.id);
    expect(new Set(advised).size).toBe(2);
    const handedOff = talk.say('まだ送れません');
    expect(handedOff).toContain('support@desk.example');
    expect(handedOff).toContain(`送信メールサーバー：${SERVER}`);
    expect(handedOff).toContain('587番（203.0.113.5）：開いています');
    expect(talk.all('hand-off')).toMatchObject([{ to: 'support@desk.example', reference: 'C000001' }]);
  });

  it('is solved when the person says so at any time', () => {
    const talk = talkAboutServer();
    talk.say('もう直りました');
    expect(talk.all('end')).toEqual([{ type: 'end', resolved: true }]);
  });
});

describe('on the way', () => {
  it('explains OP25B when asked, hints at the provider, and puts the open question again', () => {
    const talk = talkAboutServer();
    const pending = talk.conversation.pending;
    const said = talk.say('OP25Bとは何ですか');
    expect(said).toContain('25番ポート');
    expect(said).toContain('プロバイダー');
    expect(talk.conversation.pending).toBe(pending);
  });

  it('changes the language on request and mixes none', () => {
    const talk = talkAboutServer();
    expect(talk.say('English please')).not.toMatch(KANA);
    expect(talk.say('日本語でお願いします')).toMatch(KANA);
  });

  it('warns of a pasted password and keeps it nowhere', () => {
    const talk = talkAboutServer();
    const said = talk.say('パスワードは hunter2secret です');
    expect(said).toContain('パスワード');
    expect(JSON.stringify([talk.conversation, talk.effects])).not.toContain('hunter2secret');
  });

  it('hands over to a person on request', () => {
    const talk = new Talk({ contact: '03-0000-0000' });
    expect(talk.say('担当者と話したいです')).toContain('03-0000-0000');
    expect(talk.conversation.status).toBe('handed-off');
  });

  it('starts again on request, with nothing known', () => {
    const talk = talkAboutServer();
    talk.do({ type: 'commanded', command: 'restart' });
    expect(talk.conversation.facts.answers).toEqual({});
    expect(talk.conversation.pending).toBe('server');
  });

  it('is pure: the same step twice gives the same', () => {
    const talk = talkAboutServer();
    const event = { type: 'said', text: '25番です' } as const;
    expect(talk.engine.step(talk.conversation, event)).toEqual(talk.engine.step(talk.conversation, event));
  });

  it('keeps its state small and plain', () => {
    const talk = talkAboutServer();
    const stored = JSON.stringify(talk.conversation);
    expect(stored.length).toBeLessThan(8_000);
    expect(JSON.parse(stored)).toEqual(talk.conversation);
  });
});
