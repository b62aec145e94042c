import { isIP } from 'node:net';
import type { CalibratedState, ProbeReport } from '../diagnosis/probe-report.ts';
import { attempt, type Connected } from './attempt.ts';
import type { Guard } from './guard.ts';
import { handshake } from './handshake.ts';
import { CALIBRATION_MS } from './limits.ts';
import { createLookUp } from './look-up.ts';
import { OpenSockets } from './open-sockets.ts';
import type { ProberDependencies } from './prober-dependencies.ts';
import type { Scene } from './scene.ts';
import { SilenceRule } from './silence-rule.ts';
import { Wire } from './wire.ts';

type Vantage = Omit<ProbeReport['vantage'], 'id'>;

/** Runs that meet share what is being learnt, so it has its own sockets, and is given up with the last that waits. */
type Learning = { at: number; waiting: number; giveUp: (() => void) | null; vantage: Promise<Vantage> };

/** Tells of each port whether this network can use it at all. */
export type Calibration = { vantage(scene: Scene, signal: AbortSignal): Promise<Vantage> };

/** The verdict stands once connected; a greeting that comes soon is still waited for, out of courtesy. */
const COURTESY_MS = 1000;
const PORTS = [25, 465, 587] as const;

async function partPolitely({ socket, ms }: Connected, port: number, scene: Scene): Promise<void> {
  const wire = new Wire(socket);
  if (port === 465) {
    const outcome = await handshake(wire.release(), { host: '', context: scene.tls.modern(), limit: COURTESY_MS });
    if (outcome.kind !== 'secured') return;
    wire.attach(outcome.socket);
  }
  await wire.receive(COURTESY_MS);
  wire.leave(ms + scene.limits.farewell);
}

function stateOf(connected: boolean[]): CalibratedState {
  if (connected.length === 0) return 'unknown';
  return connected.includes(true) ? 'open' : 'blocked';
}

/**
 * Connects to hosts that the operator knows to answer. A port is open if any of them connects, blocked if none does, unknown
 * where none is named. What was learnt is remembered for 10 minutes.
 */
export function createCalibration(deps: ProberDependencies, guard: Guard): Calibration {
  let latest: Learning | null = null;

  async function addressesOf(host: string, scene: Scene, signal: AbortSignal): Promise<string[]> {
    if (isIP(host) !== 0) return [host];
    const innerNames = deps.allowNetworks.length > 0;
    const lookUpTools = { resolver: deps.resolver, limit: scene.limits.dns, guard, innerNames };
    const found = await createLookUp(lookUpTools, signal).addresses(host);
    const addresses = found.status === 'ok' ? found.records : [];
    const firsts = [4, 6].map((family) => addresses.find((ip) => isIP(ip) === family));
    return firsts.filter((ip) => ip !== undefined);
  }

  async function tryHost(
    host: string,
    scene: Scene,
    signal: AbortSignal,
  ): Promise<[port: number, connected: boolean][]> {
    const ports = deps.calibration.filter((each) => each.host === host).map(({ port }) => port);
    const addresses = (await addressesOf(host, scene, signal)).filter(guard);
    const tries = addresses.flatMap((ip) => {
      const rule = new SilenceRule(scene.limits);
      return ports.map(async (port): Promise<[number, boolean]> => {
        const verdict = await attempt({ ip, port }, { ...scene, rule }).first;
        if (verdict.state === 'open') void partPolitely(verdict, port, scene);
        return [port, verdict.state === 'open'];
      });
    });
    return Promise.all(tries);
  }

  async function learn(scene: Scene, signal: AbortSignal): Promise<Vantage> {
    const hosts = [...new Set(deps.calibration.map(({ host }) => host))];
    const tried = (await Promise.all(hosts.map((host) => tryHost(host, scene, signal)))).flat();
    const [port25, port465, port587] = PORTS.map((port) =>
      stateOf(tried.filter(([its]) => its === port).map(([, connected]) => connected)),
    );
    return { port25: port25 ?? 'unknown', port465: port465 ?? 'unknown', port587: port587 ?? 'unknown' };
  }

  function begin(scene: Scene): Learning {
    const controller = new AbortController();
    const sockets = new OpenSockets();
    controller.signal.addEventListener('abort', () => sockets.destroyAll());
    const learning: Learning = {
      at: deps.now(),
      waiting: 0,
      giveUp: () => controller.abort(),
      vantage: learn({ ...scene, sockets }, controller.signal).finally(() => {
        learning.giveUp = null;
        sockets.destroyUnawaited();
      }),
    };
    return learning;
  }

  return {
    vantage(scene, signal) {
      if (latest === null || deps.now() - latest.at >= CALIBRATION_MS) latest = begin(scene);
      const mine = latest;
      mine.waiting += 1;
      const leave = (): void => {
        mine.waiting -= 1;
        if (mine.waiting > 0 || mine.giveUp === null) return;
        if (latest === mine) latest = null;
        mine.giveUp();
      };
      signal.addEventListener('abort', leave, { once: true });
      return mine.vantage;
    },
  };
}
