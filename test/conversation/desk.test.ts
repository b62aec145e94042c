import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/message/message.ts';
import { goodReport } from './reports.ts';
import { Talk } from './talk.ts';

const SERVER = 'smtp.good.example';
const ASK_FOR_PERSON = { ja: '担当者と話したいです', en: 'I want to talk to a person' } as const;
const PORT_QUESTION = { ja: 'ポート番号はいくつ', en: 'Which port' } as const;

/** A case with a checked server, the port being asked for, handed to a desk that can be reached. */
function caseAtDesk(language: Language): { talk: Talk; words: string } {
  const talk = new Talk({ language, report: (target) => goodReport(target), deskReachable: true });
  talk.say(language === 'ja' ? `${SERVER} からメールが送れません` : `I cannot send mail by ${SERVER}`);
  expect(talk.conversation.pending).toBe('port');
  const words = talk.say(ASK_FOR_PERSON[language]);
  return { talk, words };
}

function actionsAtDesk(talk: Talk): string[] {
  const shown = talk.effects.findLast((effect) => effect.type === 'hand-off' || effect.type === 'desk-edit');
  return shown?.message.actions?.map(({ id }) => id) ?? [];
}

/** Effects of one event. */
function effectsOf(talk: Talk, event: Parameters<Talk['do']>[0]): Talk['effects'] {
  const before = talk.effects.length;
  talk.do(event);
  return talk.effects.slice(before);
}

describe.each(LANGUAGES)('a case passed on to a desk that can be reached, in %s', (language) => {
  it('is told to the person with the reference, without the summary', () => {
    const { talk, words } = caseAtDesk(language);
    expect(words).toContain('C000001');
    expect(words).toContain(language === 'ja' ? '担当窓口に引き継ぎました' : 'passed the case on');
    expect(words).not.toContain('203.0.113.5');
    expect(talk.conversation).toMatchObject({ status: 'handed-off', desk: { status: 'waiting', by: null } });
  });

  it('shows the desk the language, what was told, causes with reasons, the check, and the talk', () => {
    const talk = new Talk({ language, report: (target) => goodReport(target), deskReachable: true });
    talk.say(language === 'ja' ? `${SERVER} からメールが送れません` : `I cannot send mail by ${SERVER}`);
    talk.do({ type: 'answered', question: 'port', value: '25' });
    talk.say(ASK_FOR_PERSON[language]);
    const [handOff] = talk.all('hand-off');
    expect(handOff).toMatchObject({ reference: 'C000001' });
    const shown = handOff ? talk.words(handOff.message) : '';
    const expected =
      language === 'ja'
        ? [
            '言語：日本語',
            `送信メールサーバー：${SERVER}`,
            'ポート番号：25',
            '可能性が高い：OP25B',
            '合う点：',
            '対応待ち',
          ]
        : ['Language: English', `Outgoing server: ${SERVER}`, 'Port: 25', 'Likely: OP25B', 'For: ', 'Nobody has taken'];
    for (const part of ['C000001', ...expected]) expect(shown).toContain(part);
    for (const port of ['25', '465', '587']) {
      expect(shown).toContain(language === 'ja' ? `${port}番（203.0.113.5）` : `Port ${port} (203.0.113.5)`);
    }
    expect(shown).toContain(PORT_QUESTION[language]);
    expect(shown).toContain(ASK_FOR_PERSON[language]);
    expect(handOff?.message.actions?.map(({ id }) => id)).toEqual(['claim', 'resolve']);
  });

  it('names choices in the transcript as their buttons did', () => {
    const talk = new Talk({ language, report: (target) => goodReport(target), deskReachable: true });
    talk.say(SERVER);
    talk.do({ type: 'answered', question: 'receive', value: 'works' });
    talk.do({ type: 'answered', question: 'client', value: 'thunderbird' });
    talk.do({ type: 'commanded', command: 'hand-off' });
    const [handOff] = talk.all('hand-off');
    const shown = handOff ? talk.words(handOff.message) : '';
    expect(shown).toContain(language === 'ja' ? '相談者：受信はできる' : 'Person: ');
    expect(shown).toContain(language === 'ja' ? '相談者：Thunderbird' : 'Person: Thunderbird');
    expect(shown).not.toContain(language === 'ja' ? '相談者：works' : 'Person: works');
  });

  it('says once that further words are passed on, and shows them to the desk each time', () => {
    const { talk } = caseAtDesk(language);
    const first = effectsOf(talk, { type: 'said', text: '587 / 12' });
    expect(first.map(({ type }) => type)).toEqual(['say', 'desk-edit']);
    const second = effectsOf(talk, { type: 'said', text: 'smtp.other.example' });
    expect(second.map(({ type }) => type)).toEqual(['desk-edit']);
    const [edit] = second;
    const shown = edit?.type === 'desk-edit' ? talk.words(edit.message) : '';
    expect(shown).toContain('587 / 12');
    expect(shown).toContain('smtp.other.example');
    expect(talk.conversation.facts.answers).toEqual({ server: SERVER });
  });

  it('is told to the person when somebody takes it, by their id', () => {
    const { talk } = caseAtDesk(language);
    const words = talk.do({ type: 'desk-acted', action: 'claim', by: 'U7' });
    expect(words).toContain('U7');
    const blocks = talk.all('say').at(-1)?.message.blocks ?? [];
    expect(JSON.stringify(blocks)).toContain('{"person":"U7"}');
    expect(talk.conversation.desk).toEqual({ status: 'claimed', by: 'U7' });
    expect(actionsAtDesk(talk)).toEqual(['hand-back', 'resolve']);
  });

  it('belongs to the first of two who claim it', () => {
    const { talk } = caseAtDesk(language);
    talk.do({ type: 'desk-acted', action: 'claim', by: 'U7' });
    const second = effectsOf(talk, { type: 'desk-acted', action: 'claim', by: 'U8' });
    expect(second.map(({ type }) => type)).toEqual(['desk-edit']);
    expect(talk.conversation.desk).toEqual({ status: 'claimed', by: 'U7' });
  });

  it('has a silent bot while it is claimed, but the words are kept', () => {
    const { talk } = caseAtDesk(language);
    talk.do({ type: 'desk-acted', action: 'claim', by: 'U7' });
    for (const event of [
      { type: 'said', text: 'smtp.other.example' },
      { type: 'said', text: 'password=hunter2secret' },
      { type: 'said', text: language === 'ja' ? '終了' : 'stop' },
      { type: 'answered', question: 'port', value: '25' },
      { type: 'filled', answers: { receive: 'works' }, text: null },
    ] as const) {
      expect(effectsOf(talk, event), event.type).toEqual([]);
    }
    expect(talk.conversation.status).toBe('handed-off');
    const said = talk.conversation.log.flatMap((entry) => ('said' in entry ? [entry.said] : []));
    expect(said).toEqual(expect.arrayContaining(['smtp.other.example', '25', 'works']));
    expect(JSON.stringify(talk.conversation)).not.toContain('hunter2secret');
    expect(talk.wakeIn).toBeNull();
  });

  it('comes back to the bot with the question that waited', () => {
    const { talk } = caseAtDesk(language);
    talk.do({ type: 'desk-acted', action: 'claim', by: 'U7' });
    const words = talk.do({ type: 'desk-acted', action: 'hand-back', by: 'U7' });
    expect(words).toContain(PORT_QUESTION[language]);
    expect(talk.conversation).toMatchObject({
      status: 'open',
      pending: 'port',
      desk: { status: 'handed-back', by: 'U7' },
    });
    expect(actionsAtDesk(talk)).toEqual([]);
    expect(talk.wakeIn).not.toBeNull();
    talk.do({ type: 'answered', question: 'port', value: '587' });
    expect(talk.conversation.facts.answers.port).toBe('587');
  });

  it('ends solved when the desk resolves it, claimed or not', () => {
    for (const claimed of [true, false]) {
      const { talk } = caseAtDesk(language);
      if (claimed) talk.do({ type: 'desk-acted', action: 'claim', by: 'U7' });
      const effects = effectsOf(talk, { type: 'desk-acted', action: 'resolve', by: 'U7' });
      expect(effects.map(({ type }) => type)).toEqual(['say', 'desk-edit', 'end']);
      expect(talk.all('end')).toEqual([{ type: 'end', resolved: true }]);
      expect(talk.conversation).toMatchObject({ status: 'closed', resolved: true, desk: { status: 'resolved' } });
      expect(actionsAtDesk(talk)).toEqual([]);
    }
  });

  it('answers a button that no longer fits with the true state alone', () => {
    const { talk } = caseAtDesk(language);
    talk.do({ type: 'desk-acted', action: 'resolve', by: 'U7' });
    const before = talk.conversation;
    for (const action of ['claim', 'hand-back', 'resolve'] as const) {
      const effects = effectsOf(talk, { type: 'desk-acted', action, by: 'U8' });
      expect(effects.map(({ type }) => type)).toEqual(['desk-edit']);
      expect(actionsAtDesk(talk)).toEqual([]);
    }
    expect(talk.conversation).toEqual(before);
  });

  it.each([true, false])('is left by the person’s own commands (claimed: %s), and the desk sees it', (claimed) => {
    for (const [command, desk, status] of [
      ['restart', 'handed-back', 'open'],
      ['resume', 'handed-back', 'open'],
      ['end', 'resolved', 'closed'],
    ] as const) {
      const { talk } = caseAtDesk(language);
      if (claimed) talk.do({ type: 'desk-acted', action: 'claim', by: 'U7' });
      const effects = effectsOf(talk, { type: 'commanded', command });
      expect(effects.map(({ type }) => type)).toEqual(expect.arrayContaining(['say', 'desk-edit']));
      expect(talk.conversation).toMatchObject({ status, desk: { status: desk, by: null } });
      expect(actionsAtDesk(talk)).toEqual([]);
    }
  });

  it.each([
    { words: { ja: '最初から', en: 'start over' }, status: 'open' },
    { words: { ja: '終了', en: 'quit' }, status: 'closed' },
    { words: { ja: '再開', en: 'resume' }, status: 'open' },
  ] as const)('is left by "$words.en" while nobody has taken it', ({ words, status }) => {
    const { talk } = caseAtDesk(language);
    talk.say(words[language]);
    expect(talk.conversation.status).toBe(status);
  });

  it('is not passed on twice', () => {
    const { talk } = caseAtDesk(language);
    const words = talk.do({ type: 'commanded', command: 'hand-off' });
    expect(words).toContain('C000001');
    expect(talk.all('hand-off')).toHaveLength(1);
  });

  it('can be passed on again after the bot had it back', () => {
    const { talk } = caseAtDesk(language);
    talk.do({ type: 'desk-acted', action: 'claim', by: 'U7' });
    talk.do({ type: 'desk-acted', action: 'hand-back', by: 'U7' });
    talk.say(ASK_FOR_PERSON[language]);
    expect(talk.all('hand-off')).toHaveLength(2);
    expect(talk.conversation.desk).toEqual({ status: 'waiting', by: null });
    const [say] = effectsOf(talk, { type: 'said', text: '587 / 12' });
    expect(say?.type).toBe('say');
  });

  it('shows the desk the check that ends while it waits there, and asks the person nothing', () => {
    const talk = new Talk({ language, deskReachable: true });
    talk.say(SERVER);
    const probe = talk.all('probe')[0]?.probe ?? '';
    talk.say(ASK_FOR_PERSON[language]);
    const effects = effectsOf(talk, { type: 'probe-finished', probe, report: goodReport() });
    expect(effects.map(({ type }) => type)).toEqual(['edit', 'desk-edit', 'report']);
    expect(talk.words(talk.all('desk-edit').at(-1)?.message ?? { blocks: [] })).toContain('203.0.113.5');
  });

  it('says what cannot be checked, to the desk, and does not ask for another server', () => {
    const talk = new Talk({ language, deskReachable: true });
    talk.say('192.168.0.1');
    const probe = talk.all('probe')[0]?.probe ?? '';
    talk.say(ASK_FOR_PERSON[language]);
    const failure = { code: 'target-refused', args: { target: '192.168.0.1' } };
    const effects = effectsOf(talk, { type: 'probe-failed', probe, failure });
    expect(effects.map(({ type }) => type)).toEqual(['edit', 'error', 'desk-edit']);
  });

  it('says that the steps did not help when they are why', () => {
    const talk = new Talk({ language, report: (target) => goodReport(target), deskReachable: true });
    talk.say(SERVER);
    const answerAll = () => {
      for (let turn = 0; turn < 12 && talk.conversation.pending && talk.conversation.pending !== 'worked'; turn += 1) {
        talk.do({ type: 'answered', question: talk.conversation.pending, value: 'unknown' });
      }
    };
    answerAll();
    talk.do({ type: 'answered', question: 'worked', value: 'no' });
    answerAll();
    const words = talk.do({ type: 'answered', question: 'worked', value: 'no' });
    expect(words).toContain(
      language === 'ja' ? '解決しなかったため、担当者に' : 'did not solve it, so I will pass you on',
    );
    const shown = talk.words(talk.all('hand-off')[0]?.message ?? { blocks: [] });
    expect(shown).toContain(language === 'ja' ? '試したが解決せず：' : 'Tried without success: ');
    expect(talk.conversation.status).toBe('handed-off');
  });
});

describe.each(LANGUAGES)('a case for a desk that cannot be reached, in %s', (language) => {
  const handedOff = () => {
    const talk = new Talk({ language, report: (target) => goodReport(target), contact: '03-0000-0000' });
    talk.say(SERVER);
    const words = talk.say(ASK_FOR_PERSON[language]);
    return { talk, words };
  };

  it('shows the person the contact, the reference and the summary', () => {
    const { talk, words } = handedOff();
    for (const part of ['03-0000-0000', 'C000001', SERVER, '203.0.113.5']) expect(words).toContain(part);
    expect(talk.conversation).toMatchObject({ status: 'handed-off', desk: null, pending: null });
    expect(talk.all('hand-off')[0]?.message.actions).toBeUndefined();
  });

  it('can be taken up again by the person', () => {
    const { talk } = handedOff();
    talk.do({ type: 'commanded', command: 'resume' });
    expect(talk.conversation.status).toBe('open');
    expect(talk.conversation.pending).not.toBeNull();
    expect(talk.all('desk-edit')).toEqual([]);
  });
});
