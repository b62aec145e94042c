import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/message/message.ts';
import { closed, endpoint, goodReport } from './reports.ts';
import { Talk } from './talk.ts';

const SERVER = 'smtp.good.example';

describe.each(LANGUAGES)('a form in %s', (language) => {
  const filled = (answers: Record<string, string>, text: string | null = null) => {
    const talk = new Talk({ language, report: (target) => goodReport(target) });
    const words = talk.do({ type: 'filled', answers, text });
    return { talk, words };
  };

  it('begins a conversation with the greeting and the check of its server, in one message', () => {
    const talk = new Talk({ language });
    const words = talk.do({
      type: 'filled',
      answers: { server: SERVER, port: '25', client: 'thunderbird' },
      text: null,
    });
    expect(talk.all('say')).toHaveLength(1);
    expect(words).toContain(language === 'ja' ? 'メールが送信できない原因を調べます' : 'Let us find out');
    expect(talk.all('probe').map(({ target }) => target)).toEqual([SERVER]);
    expect(talk.conversation.facts.answers).toEqual({ server: SERVER, port: '25', client: 'thunderbird' });
  });

  it('never leads to a question that it answered', () => {
    const answers = {
      server: SERVER,
      client: language === 'ja' ? '自社製メーラー' : 'our own program',
      port: '587',
      encryption: 'starttls',
      receive: 'works',
      error: language === 'ja' ? 'よくわからない表示' : 'something odd',
      line: language === 'ja' ? 'ご近所ケーブル' : 'Neighbour Cable',
    };
    const { talk } = filled(answers);
    for (let turn = 0; turn < 12 && talk.conversation.pending && talk.conversation.pending !== 'worked'; turn += 1) {
      talk.do({ type: 'answered', question: talk.conversation.pending, value: 'unknown' });
    }
    expect(talk.conversation.asked.filter((id) => id in answers)).toEqual([]);
    expect(talk.conversation.pending).toBe('worked');
  });

  it('has its own words read for the question they answer', () => {
    const { talk } = filled({
      server: `${SERVER}:465`,
      client: 'Thunderbird',
      line: language === 'ja' ? 'OCN光' : 'OCN',
      error: '535 5.7.8 Error: authentication failed',
    });
    const { facts } = talk.conversation;
    expect(facts.answers).toMatchObject({ server: SERVER, port: '465', client: 'thunderbird', line: 'ocn' });
    expect(facts.error?.reply?.code).toBe(535);
  });

  it('takes the free words beside the answers, and an answer counts more', () => {
    const words =
      language === 'ja'
        ? `Thunderbirdの25番で送れません。受信はできます。サーバーは smtp.other.example です。`
        : `I cannot send by port 25 in Thunderbird, but I can receive mail. The server is smtp.other.example.`;
    const { talk } = filled({ port: '587', server: SERVER }, words);
    expect(talk.conversation.facts.answers).toMatchObject({ client: 'thunderbird', receive: 'works', port: '587' });
    expect(talk.all('probe').map(({ target }) => target)).toEqual([SERVER]);
  });

  it('goes on with the talk when it names no server: one message, with the next question', () => {
    const { talk } = filled({ receive: 'works' });
    expect(talk.all('say')).toHaveLength(1);
    expect(talk.conversation.pending).toBe('server');
  });

  it('does not ask for a server that the person does not know', () => {
    const { talk } = filled({ server: 'unknown' });
    expect(talk.conversation.asked).not.toContain('server');
    expect(talk.conversation.pending).not.toBeNull();
  });

  it('asks for the server again when what stands in its field is none', () => {
    const { talk } = filled({ server: '???' });
    expect(talk.all('probe')).toEqual([]);
    expect(talk.conversation.pending).toBe('server');
  });

  it('does not check a server again that was checked', () => {
    const { talk } = filled({ server: SERVER });
    talk.do({ type: 'filled', answers: { server: SERVER, port: '25' }, text: null });
    expect(talk.all('probe')).toHaveLength(1);
    expect(talk.conversation.facts.answers.port).toBe('25');
  });

  it('is silent about fields left empty', () => {
    const { talk } = filled({ server: '', client: ' ', port: '25' }, ' ');
    expect(talk.conversation.facts.answers).toEqual({ port: '25' });
    expect(talk.conversation.log).toEqual([{ asked: 'port' }, { said: '25' }, { asked: 'server' }]);
  });

  it('opens a closed conversation again', () => {
    const { talk } = filled({ server: SERVER });
    talk.do({ type: 'commanded', command: 'end' });
    talk.do({ type: 'filled', answers: { port: '25' }, text: null });
    expect(talk.conversation.status).toBe('open');
  });

  it('keeps no password that stands in it', () => {
    const { talk, words } = filled(
      { error: 'password: hunter2secret' },
      language === 'ja' ? 'パスワードは hunter2secret です' : 'my password is hunter2secret',
    );
    expect(words.match(language === 'ja' ? /伏せて/g : /masked/g)).toHaveLength(1);
    expect(JSON.stringify([talk.conversation, talk.effects])).not.toContain('hunter2secret');
  });

  it('hands over to a person when its words ask for one', () => {
    const { talk } = filled({ port: '25' }, language === 'ja' ? '担当者と話したいです' : 'I want to talk to a person');
    expect(talk.conversation.status).toBe('handed-off');
    expect(talk.conversation.facts.answers.port).toBe('25');
  });
});

describe('edits', () => {
  it('are final at the end of a check and at no other time', () => {
    const talk = new Talk();
    talk.say(SERVER);
    const [probe] = talk.all('probe');
    const update = { type: 'endpoint', endpoint: endpoint(587), revised: false, done: 1, total: 2 } as const;
    talk.do({ type: 'probe-progressed', probe: probe?.probe ?? '', update });
    talk.do({ type: 'probe-progressed', probe: probe?.probe ?? '', update: { ...update, endpoint: closed(25) } });
    talk.do({ type: 'probe-finished', probe: probe?.probe ?? '', report: goodReport() });
    expect(talk.all('edit').map(({ final }) => final)).toEqual([false, false, true]);
  });

  it('are final when a check fails', () => {
    const talk = new Talk();
    talk.say('192.168.0.1');
    const [probe] = talk.all('probe');
    const failure = { code: 'target-refused', args: { target: '192.168.0.1' } };
    talk.do({ type: 'probe-failed', probe: probe?.probe ?? '', failure });
    expect(talk.all('edit').map(({ final }) => final)).toEqual([true]);
  });
});
