import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProbeRunner } from '../../src/host/host-parts.ts';
import type { Journal } from '../../src/journal/journal.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { createProber } from '../../src/probe/prober.ts';
import { createResolver } from '../../src/probe/resolver.ts';
import { labDial } from '../lab/mail-server.ts';
import { SHORT } from '../probe/probing.ts';
import { startScenarioLab, type ScenarioLab } from '../scenarios/scenario-lab.ts';
import { loadScenarios } from '../scenarios/scenario.ts';
import { LabClock, LabHost, NOON } from './lab-host.ts';

export type HostStore = {
  name: string;
  /** How many people ask at once about one server. */
  crowd: number;
  fresh(): Promise<void>;
  open(clock: () => number): Promise<Journal>;
};

const NETWORK = '198.51.100';
/** Sweeps and wakes come every second. */
const SOON = { timeout: 20_000 };
const MINUTE = 60_000;
const DAY = 86_400_000;
const SCENARIOS = loadScenarios()
  .filter(({ server }) => server === 'good')
  .slice(0, 1);
const SERVER = SCENARIOS[0]?.host ?? '';

/** What holds for the host on every store. */
export function describeHost(store: HostStore): void {
  describe(`conversations kept in ${store.name}`, () => {
    let lab: ScenarioLab;
    let realProbe: ProbeRunner;
    let probes = 0;
    let clock: LabClock;
    let bot: LabHost;
    const countedProbe: ProbeRunner = (target, signal) => {
      probes += 1;
      return realProbe(target, signal);
    };

    beforeAll(async () => {
      lab = await startScenarioLab(SCENARIOS, NETWORK, false);
      const prober = createProber({
        resolver: createResolver({ server: lab.dns }),
        dial: labDial(lab.servers),
        allowNetworks: [`${NETWORK}.0/24`],
        calibration: [],
        providers: loadKnowledge().providers,
        ehloName: 'bot.lab.example',
        now: () => performance.now(),
        ca: [lab.pem],
        limits: SHORT,
      });
      realProbe = (target, signal) => prober.probe(target, { signal });
    });
    afterAll(() => lab.close());

    beforeEach(async () => {
      probes = 0;
      clock = new LabClock();
      await store.fresh();
      bot = await open({});
    });
    afterEach(() => bot.close());

    async function open(more: Partial<ConstructorParameters<typeof LabHost>[0]>): Promise<LabHost> {
      const journal = await store.open(clock.read);
      const opened = new LabHost({ journal, clock, probe: countedProbe, ...more });
      await opened.host.start();
      return opened;
    }

    const asked = (question: string, conversation: string) => () =>
      bot.platform.in(conversation).some((one) => one.question === question);

    it('go from the first words over the probe to a question, in that order', async () => {
      await bot.say('A', `メールが送れません。サーバーは ${SERVER} です。`);
      await bot.platform.until(() => bot.platform.in('A').some((one) => one.question !== null));
      const shown = bot.platform.in('A');
      expect(shown.map(({ type }) => type)).toEqual(['say', 'edit', 'say']);
      expect(shown[1]?.text).toContain(`${SERVER} の確認が終わりました`);
      expect(await bot.journal.conversationOf('lab:A/m1')).toBe('A');
    });

    it('answer an event once that the platform delivers twice', async () => {
      expect(await bot.say('A', '送れません', { eventId: 'e1' })).toEqual({ type: 'taken' });
      expect(await bot.say('A', '送れません', { eventId: 'e1' })).toEqual({ type: 'repeat' });
      await bot.platform.until(asked('server', 'A'));
      await bot.host.settled();
      expect(bot.platform.in('A')).toHaveLength(1);
    });

    it('wait alone where the platform asks to wait, and keep their order', async () => {
      const until = clock.now + 10_000;
      bot.platform.refuse = ({ conversation }) =>
        conversation === 'A' && clock.now < until ? { type: 'later', at: until, reason: 'rate_limited' } : null;
      await bot.say('A', '送れません');
      await bot.do('A', { type: 'commanded', command: 'end' });
      await bot.say('B', '送れません');
      await bot.platform.until(asked('server', 'B'));
      expect(bot.platform.in('A')).toEqual([]);
      clock.now = until;
      await bot.platform.until(() => bot.platform.in('A').length >= 2);
      expect(bot.platform.in('A').map(({ message }) => message)).toEqual(['m1', 'm2']);
      expect(bot.platform.in('A').every(({ repeat }) => !repeat)).toBe(true);
    });

    it('mark as repeated what may have been shown before', async () => {
      let tries = 0;
      bot.platform.refuse = () => {
        tries += 1;
        return tries === 1 ? { type: 'failed', reason: 'timeout', happened: 'unknown' } : null;
      };
      await bot.say('A', '送れません');
      await expect.poll(() => tries).toBe(1);
      clock.now += MINUTE;
      await bot.platform.until(asked('server', 'A'));
      expect(bot.platform.in('A')).toMatchObject([{ repeat: true, key: 'A:1' }]);
    });

    it('list what can never be shown, and show it when it is tried again', async () => {
      bot.platform.refuse = () => ({ type: 'impossible', reason: 'channel_not_found' });
      await bot.say('A', '送れません');
      await expect.poll(() => bot.journal.effects.deadList(10)).toHaveLength(1);
      expect(await bot.journal.effects.deadList(10)).toMatchObject([{ error: 'channel_not_found', attempts: 1 }]);
      bot.platform.refuse = () => null;
      expect(await bot.journal.effects.revive({ conversation: 'A', sequence: 1 })).toBe(true);
      await bot.platform.until(asked('server', 'A'));
    });

    it('remind once after 15 minutes, close after a day, and go on when asked to', async () => {
      await bot.say('A', '送れません');
      await bot.platform.until(asked('server', 'A'));
      clock.now += 15 * MINUTE;
      await bot.platform.until(() => bot.platform.in('A').length === 2);
      expect(bot.platform.in('A')[1]?.question).toBe('server');
      clock.now = NOON + DAY;
      await expect.poll(async () => (await bot.journal.load('A'))?.status, SOON).toBe('closed');
      await bot.platform.until(() => bot.platform.in('A').length >= 3);
      expect(bot.platform.in('A').at(-1)?.text).toContain('再開');
      clock.now += 7 * DAY;
      const before = bot.platform.in('A').length;
      await bot.do('A', { type: 'commanded', command: 'resume' });
      await bot.platform.until(() => bot.platform.in('A').length > before);
      expect(bot.platform.in('A').at(-1)?.question).toBe('server');
    });

    it('forget texts after their days, and keep the figures', async () => {
      await bot.say('A', '送れません');
      await bot.platform.until(asked('server', 'A'));
      await bot.do('A', { type: 'commanded', command: 'end' });
      await expect.poll(() => bot.journal.figures()).toContainEqual(['cases:unsolved', 1]);
      await bot.host.stop();
      clock.now += 31 * DAY;
      const later = new LabHost({ journal: bot.journal, clock, probe: countedProbe });
      await later.host.start();
      await expect.poll(() => later.journal.load('A'), SOON).toBeNull();
      expect(await later.journal.figures()).toContainEqual(['cases:unsolved', 1]);
      await later.host.stop();
    });

    it('go on in the next process where one was stopped in the middle of a probe', async () => {
      const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
      await bot.close();
      bot = await open({
        // eslint-disable-next-line require-yield -- a probe that never tells anything
        probe: async function* hang(_target, signal) {
          begin();
          await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
          throw new Error('stopped');
        },
      });
      await bot.say('A', `送れません ${SERVER}`);
      await begun;
      await bot.close();
      bot = await open({ platform: bot.platform });
      await bot.platform.until(() => bot.platform.in('A').some((one) => one.type === 'say' && one.message !== 'm1'));
      expect(bot.platform.in('A').map(({ type }) => type)).toEqual(['say', 'edit', 'say']);
    });

    it(`of ${store.crowd} people who ask about one server at once share one probe`, async () => {
      const people = Array.from({ length: store.crowd }, (_, index) => `P${index}`);
      await Promise.all(people.map((person) => bot.say(person, `送れません ${SERVER}`)));
      await bot.platform.until(() => {
        const answered = new Set(
          bot.platform.shown.flatMap((one) => (one.type === 'say' && one.question ? [one.conversation] : [])),
        );
        return answered.size === people.length;
      });
      expect(probes).toBe(1);
      const edits = bot.platform.shown.filter(({ type }) => type === 'edit');
      expect(edits).toHaveLength(bot.platform.capabilities.editsPerMinute ?? 0);
    }, 120_000);

    it('tell the desk once when five people report the same server, and later askers that it is known', async () => {
      const told = (conversation: string) => bot.platform.in(conversation).some(({ text }) => text.includes('把握'));
      for (const person of ['A', 'B', 'C', 'D', 'E', 'F']) {
        await bot.say(person, `送れません ${SERVER}`);
        await bot.platform.until(() => bot.platform.in(person).some((one) => one.question !== null));
      }
      await bot.platform.until(() => told('F'));
      const alerts = bot.platform.shown.filter(({ to }) => to === 'desk');
      expect(alerts).toHaveLength(1);
      expect(alerts[0]?.text).toContain(SERVER);
      expect(alerts[0]?.text).toContain('587');
      expect(told('A')).toBe(false);
    });

    it('tell a person who does too much when to try again', async () => {
      await bot.close();
      const limits = { personPerMinute: 2, workspacePerMinute: null, targetPerMinute: null };
      bot = await open({ limits });
      await bot.say('A', '1');
      await bot.say('A', '2');
      expect(await bot.say('A', '3')).toMatchObject({ type: 'limited', words: expect.stringContaining('30秒') });
      expect(await bot.say('B', '1')).toEqual({ type: 'taken' });
      clock.now += 30_000;
      expect(await bot.say('A', '3')).toEqual({ type: 'taken' });
    });
  });
}
