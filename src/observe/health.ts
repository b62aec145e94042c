import type { Adapter, AdapterHealth } from '../adapters/adapter.ts';
import { withTimeout } from './with-timeout.ts';

/** `last-good`: the newest file cannot be used. */
export type DeskFileState = 'newest' | 'last-good';

export type HealthOptions = {
  adapters: () => readonly Pick<Adapter, 'name' | 'health'>[];
  /** A light question to the journal, such as its backlog; rejects when it cannot be reached. */
  journal: () => Promise<unknown>;
  /** The process takes nothing new. */
  stopping: () => boolean;
  /** Whether the desk file in use is the newest, or it was broken and the one before stays; absent: there is none. */
  desk?: () => DeskFileState;
  /** Milliseconds since 1970. */
  now: () => number;
};

/** `deaf`: connected, but the platform has not proved alive for DEAF_MS. */
export type AdapterReport = {
  state: AdapterHealth['state'] | 'deaf';
  lastHeard: string | null;
  problem: string | null;
};

export type HealthReport = {
  /** `degraded`: it mends itself, or waits for something outside; `failed`: somebody must act. */
  status: 'ok' | 'degraded' | 'failed';
  adapters: Record<string, AdapterReport>;
  journal: { state: 'ok' | 'away' };
  desk?: { state: DeskFileState };
};

export type ReadyReport = { ready: boolean; waitingFor: string[] };

export type Health = {
  /**
   * Whether the process is worth keeping. `failed` when a platform can never be connected to (a wrong token) or is deaf;
   * a platform that is being connected to and a journal that is away are only `degraded`: a restart would not help.
   */
  health(): Promise<HealthReport>;
  /** Whether it takes part: the journal answers, every platform has been connected once, and nobody ends the process. */
  ready(): Promise<ReadyReport>;
};

/**
 * Four heartbeats of Discord (one in 41.25 s, https://discord.com/developers/docs/events/gateway#sending-heartbeats); the
 * pings of Slack's Socket Mode come more often.
 */
export const DEAF_MS = 165_000;

/** Health checks give up after about 5 s; a journal that hangs is away. */
const JOURNAL_TIMEOUT_MS = 2000;

export function createHealth({ adapters, journal, stopping, desk, now }: HealthOptions): Health {
  const connectedOnce = new Set<string>();
  let asking: Promise<boolean> | null = null;

  /** Many who ask at once are one question to the journal. */
  function journalAnswers(): Promise<boolean> {
    asking ??= withTimeout(journal(), JOURNAL_TIMEOUT_MS)
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        asking = null;
      });
    return asking;
  }

  function look(): [string, AdapterReport][] {
    return adapters().map((adapter) => {
      const { state, lastHeard, problem } = adapter.health();
      if (state === 'connected' || lastHeard !== null) connectedOnce.add(adapter.name);
      const deaf = state === 'connected' && lastHeard !== null && now() - lastHeard > DEAF_MS;
      const heard = lastHeard === null ? null : new Date(lastHeard).toISOString();
      return [adapter.name, { state: deaf ? 'deaf' : state, lastHeard: heard, problem }];
    });
  }

  return {
    async health() {
      const answers = await journalAnswers();
      const reports = look();
      const states = reports.map(([, { state }]) => state);
      const failed = states.some((state) => state === 'failed' || state === 'deaf');
      const whole = answers && states.every((state) => state === 'connected');
      return {
        status: failed ? 'failed' : whole ? 'ok' : 'degraded',
        adapters: Object.fromEntries(reports),
        journal: { state: answers ? 'ok' : 'away' },
        ...(desk ? { desk: { state: desk() } } : {}),
      };
    },
    async ready() {
      const answers = await journalAnswers();
      const names = look().map(([name]) => name);
      const waitingFor = [
        ...(stopping() ? ['start'] : []),
        ...(answers ? [] : ['journal']),
        ...names.filter((name) => !connectedOnce.has(name)),
      ];
      return { ready: waitingFor.length === 0, waitingFor };
    },
  };
}
