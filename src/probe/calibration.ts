import { isIP, type Socket } from 'node:net';
import type { CalibratedState } from '../diagnosis/probe-report.ts';
import { AddressPace } from './address-pace.ts';
import type { Dial } from './dial.ts';
import type { Guard } from './guard.ts';
import type { ProbeLimits } from './limits.ts';
import { openConnection } from './open-connection.ts';
import { ReplyReader } from './reply-reader.ts';
import type { ProbeResolver } from './resolver.ts';

/** The bot's own network seldom changes. */
const REMEMBERED = 10 * 60_000;

export type Vantage = { port25: CalibratedState; port465: CalibratedState; port587: CalibratedState };

export type CalibrationParts = {
  hosts: { host: string; port: number }[];
  resolver: ProbeResolver;
  guard: Guard;
  dial: Dial;
  limits: ProbeLimits;
  now: () => number;
};

/** Learns whether the bot's own network may use a port at all, by hosts that the operator knows to answer there. */
export function createCalibration(parts: CalibrationParts): { vantage(): Promise<Vantage> } {
  let known: { at: number; vantage: Promise<Vantage> } | null = null;
  return {
    vantage() {
      if (known === null || parts.now() - known.at > REMEMBERED) known = { at: parts.now(), vantage: calibrate(parts) };
      return known.vantage;
    },
  };
}

async function calibrate(parts: CalibrationParts): Promise<Vantage> {
  const stateOf = async (port: number): Promise<CalibratedState> => {
    const hosts = parts.hosts.filter((entry) => entry.port === port);
    if (hosts.length === 0) return 'unknown';
    const opened = await Promise.all(hosts.map(({ host }) => opens(host, port, parts)));
    return opened.includes(true) ? 'open' : 'blocked';
  };
  const [port25, port465, port587] = await Promise.all([stateOf(25), stateOf(465), stateOf(587)]);
  return { port25, port465, port587 };
}

async function opens(host: string, port: number, parts: CalibrationParts): Promise<boolean> {
  const addresses = isIP(host) === 0 ? await addressesOf(host, parts.resolver) : [host];
  const address = addresses.find((candidate) => parts.guard.allows(candidate));
  if (address === undefined) return false;
  const { dial, limits, now } = parts;
  const signal = AbortSignal.timeout(limits.total);
  const silence = new AbortController();
  const connection = await openConnection({
    ip: address,
    port,
    dial,
    pace: new AddressPace(limits, now),
    limits,
    now,
    signal: AbortSignal.any([signal, silence.signal]),
    onSilent: () => silence.abort(),
  });
  if (connection.state !== 'open') return false;
  void sayGoodbye(connection.socket, port, limits, signal);
  return true;
}

async function addressesOf(host: string, resolver: ProbeResolver): Promise<string[]> {
  const looked = await Promise.all([resolver.addresses(host, 4), resolver.addresses(host, 6)]);
  return looked.flatMap((answer) => (answer.status === 'found' ? answer.records : []));
}

/** Even a look at an open port ends with QUIT: a connection that is simply dropped gets addresses banned. */
async function sayGoodbye(socket: Socket, port: number, limits: ProbeLimits, signal: AbortSignal): Promise<void> {
  socket.on('error', () => undefined);
  try {
    if (port === 465) return;
    const reader = new ReplyReader(socket, limits);
    await reader.read('greeting', limits.greeting, signal);
    socket.write('QUIT\r\n');
    await reader.read('quit', 1_000, signal);
  } catch {
    // Its state is known; what it says no longer matters.
  } finally {
    socket.end();
    socket.destroySoon();
  }
}
