import { describe, expect, it } from 'vitest';
import { plainLines } from '../../src/adapters/terminal/plain-document.ts';
import type { Event, ProbeReport } from '../../src/conversation/types.ts';
import { createLiveDesk, type LiveDesk } from '../../src/desk/live-desk.ts';
import type { Language } from '../../src/message/message.ts';
import { goodReport } from '../conversation/reports.ts';
import { deskFolder, WHOLE_DESK } from './desk-files.ts';

const { write } = deskFolder();

/** A conversation with the engine of a desk: every event's answer as words. */
function talkWith(desk: LiveDesk, language: Language = 'ja', more: Partial<ProbeReport> = {}) {
  const engine = desk.engine(false);
  let conversation = engine.begin('C000001', language);
  const take = (event: Event): string => {
    const step = engine.step(conversation, event);
    conversation = step.conversation;
    return step.effects
      .flatMap((effect) => {
        if (effect.type === 'say') return plainLines(desk.translator.document(language, effect.message));
        if (effect.type !== 'probe') return [];
        const host = effect.target.slice(effect.target.indexOf('@') + 1);
        const report = { ...goodReport(host, more), server: effect.target };
        return [take({ type: 'probe-finished', probe: effect.probe, report })];
      })
      .join('\n');
  };
  return { take, pending: () => conversation.pending, answers: () => conversation.facts.answers };
}

const filled = (answers: Extract<Event, { type: 'filled' }>['answers']): Event => ({
  type: 'filled',
  answers,
  text: null,
});
const said = (text: string): Event => ({ type: 'said', text });

describe('a notice', () => {
  const NOTICE = { ja: '15時まで停止しています。', en: 'It is down until 15:00.' };
  const desk = createLiveDesk(write(WHOLE_DESK));

  it.each(['smtp.office.example', 'taro@office.example', 'smtp.office.example:587', 'office.example'])(
    'is shown to those who name %s',
    (target) => {
      expect(talkWith(desk).take(filled({ server: target }))).toContain(NOTICE.ja);
      expect(talkWith(desk, 'en').take(filled({ server: target }))).toContain(NOTICE.en);
    },
  );

  it('is not shown to those who name another server', () => {
    expect(talkWith(desk).take(filled({ server: 'smtp.other.example' }))).not.toContain(NOTICE.ja);
    expect(talkWith(desk).take(filled({ server: 'xsmtp.office.example' }))).not.toContain(NOTICE.ja);
  });

  it.each([
    ['before it begins', '2026-11-22T23:59:59.000Z', false],
    ['when it begins', '2026-11-23T00:00:00.000Z', true],
    ['just before its end', '2026-11-24T05:59:59.000Z', true],
    ['at its end', '2026-11-24T06:00:00.000Z', false],
  ])('is shown between its times: %s', (_, at, isShown) => {
    const words = talkWith(desk, 'ja', { at }).take(filled({ server: 'smtp.office.example' }));
    expect(words.includes(NOTICE.ja)).toBe(isShown);
  });

  it('of a domain is for every server in it, and without times it always holds', () => {
    const all = createLiveDesk(write('notices: [{ domain: office.example, text: Tea is ready. }]'));
    expect(talkWith(all).take(filled({ server: 'mail.office.example' }))).toContain('Tea is ready.');
    expect(talkWith(all).take(filled({ server: 'a@office.example' }))).toContain('Tea is ready.');
    expect(talkWith(all).take(filled({ server: 'mail.backoffice.example' }))).not.toContain('Tea is ready.');
  });
});

describe("the desk's server", () => {
  it('is found by its domain and its names, before all others', () => {
    const yaml = WHOLE_DESK.replace('domains: [office.example]', 'domains: [office.example, gmail.com]');
    const { providers } = createLiveDesk(write(yaml));
    for (const domain of ['office.example', 'gmail.com']) expect(providers.byDomain(domain)?.id).toBe('office-mail');
    for (const host of ['smtp.office.example', 'old.office.example']) {
      expect(providers.byHost(host)?.id).toBe('office-mail');
    }
    expect(providers.byHost('smtp.gmail.com')?.id).toBe('gmail');
    expect(providers.knownHosts()).toEqual(expect.arrayContaining(['smtp.office.example', 'smtp.gmail.com']));
  });

  it('gives the recommended settings where the probe could not prove any', () => {
    const talk = talkWith(createLiveDesk(write(WHOLE_DESK)), 'en', { endpoints: [], routes: [] });
    talk.take(filled({ server: 'smtp.office.example', port: '25', error: 'none', client: 'thunderbird' }));
    const answer = answerAll(talk, { line: 'osaka-office', receive: 'works', scope: 'all-recipients' });
    expect(answer).toContain('Values to set: server smtp.office.example, port 465, encryption SSL/TLS');
  });
});

describe('a line of the desk', () => {
  const desk = createLiveDesk(write(WHOLE_DESK));

  it('is understood in words, and tells how its block is lifted', () => {
    const talk = talkWith(desk);
    talk.take(said('メールが送れません。大阪支社にいます'));
    expect(talk.answers().line).toBe('osaka-office');
    talk.take(filled({ server: 'smtp.good.example', port: '25', client: 'thunderbird' }));
    const answer = answerAll(talk, { receive: 'works', scope: 'all-recipients', error: 'none' });
    expect(answer).toContain('総務に申請します。');
  });
});

describe("the desk's wording", () => {
  it('stands in place of the bot’s, in both languages', () => {
    const desk = createLiveDesk(write(WHOLE_DESK));
    expect(talkWith(desk).take({ type: 'started' })).toContain('情シスのボットです。');
    expect(talkWith(desk, 'en').take({ type: 'started' })).toContain('The IT bot here.');
  });

  it('of one language leaves the other as it is', () => {
    const desk = createLiveDesk(write('wording: { conversation:greeting: { en: Hello there. } }'));
    const usual = createLiveDesk(null);
    expect(talkWith(desk, 'en').take({ type: 'started' })).toContain('Hello there.');
    expect(talkWith(desk).take({ type: 'started' })).toBe(talkWith(usual).take({ type: 'started' }));
  });
});

describe('a cause and a client of the desk', () => {
  const desk = createLiveDesk(write(WHOLE_DESK));

  it('are concluded and explained with their own words', () => {
    const talk = talkWith(desk, 'en');
    const facts = { server: 'smtp.good.example', port: '587', change: 'place', receive: 'works', client: 'other' };
    const answer = talk.take(filled(facts));
    expect(answer).toContain('Our proxy');
    expect(answer).toContain('Outside mail needs an application.');
    expect(answer).toContain('Apply for outside mail.');
  });

  it('shows the steps of the client with the person’s values', () => {
    const talk = talkWith(desk);
    talk.take(filled({ server: 'smtp.good.example', port: '25', line: 'ocn', error: 'none' }));
    talk.take(said('はとメールを使っています'));
    expect(talk.answers().client).toBe('hato-mail');
    expect(answerAll(talk, { receive: 'works', scope: 'all-recipients' })).toContain('ポートを 587 にします。');
  });
});

describe('the desk', () => {
  it('is named with its contact and hours in the language of the person', () => {
    const talk = talkWith(createLiveDesk(write(WHOLE_DESK)));
    const words = talk.take({ type: 'commanded', command: 'hand-off' });
    for (const told of ['情報システム部', 'extension 1234', '平日 9:00〜17:30']) expect(words).toContain(told);
  });
});

describe('a new desk file', () => {
  it('counts in conversations that run', () => {
    const desk = createLiveDesk(write(WHOLE_DESK));
    const talk = talkWith(desk);
    talk.take({ type: 'started' });
    write(WHOLE_DESK.replace('15時まで', '18時まで'));
    desk.reload();
    expect(talk.take(said('smtp.office.example'))).toContain('18時まで停止しています。');
  });

  it.each(['name: [', 'colour: red', 'wording: { conversation:nothing: { ja: x } }'])(
    'that is broken (%s) is refused, and the last good one stays',
    (broken) => {
      const desk = createLiveDesk(write(WHOLE_DESK));
      write(broken);
      expect(() => desk.reload()).toThrow(/desk\.yaml: .*line 1/);
      expect(talkWith(desk).take({ type: 'started' })).toContain('情シスのボットです。');
    },
  );
});

/** Answers what is asked, "I don't know" where nothing is given; gives all that was said. */
function answerAll(talk: ReturnType<typeof talkWith>, answers: Record<string, string>): string {
  const words: string[] = [];
  for (let turns = 0; turns < 20; turns += 1) {
    const question = talk.pending();
    if (question === null || question === 'worked') break;
    const value = answers[question] ?? (question === 'self-check' ? 'skip' : 'unknown');
    words.push(talk.take({ type: 'answered', question, value }));
  }
  return words.join('\n');
}
