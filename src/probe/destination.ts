import { setTimeout as after } from 'node:timers/promises';
import type { Finding, MailPort } from '../diagnosis/probe-report.ts';
import { discover } from './discover.ts';
import type { Discovery } from './discovery.ts';
import { finding } from './finding.ts';
import type { Guard } from './guard.ts';
import { isInternalName } from './internal-name.ts';
import type { ProbeLimits } from './limits.ts';
import { createLookUp } from './look-up.ts';
import { placesOf, type Places } from './places.ts';
import type { Denied, ProberDependencies } from './prober-dependencies.ts';
import { TargetError, type TargetErrorCode } from './target-error.ts';
import type { Target } from './target.ts';
import { visible } from './visible.ts';
import { withoutCredentials } from './without-credentials.ts';

const USUAL_PORTS: MailPort[] = [25, 465, 587];
const NOBODY_DENIED: Denied = { name: () => false, address: () => false };

export type Request = { server: string; target: Target; ports: MailPort[] | undefined };

type Tools = { deps: ProberDependencies; guard: Guard; limits: ProbeLimits };

export type Destination = Omit<Places, 'denied'> & { discovery: Discovery; findings: Finding[] };

/**
 * Finds out where the probe of a target goes. Whatever is dialled later is an address from here: names are looked up once.
 *
 * @throws TargetError when it may go nowhere: `target-refused`, which looks the same and takes the same time for an address
 * that is not public, a name that leads to one and a name of an inner network; `target-denied` as its operator wishes;
 * `target-limited` and `network-limited` as the dependencies have it
 */
export async function destination(request: Request, tools: Tools, signal: AbortSignal): Promise<Destination> {
  const { deps, guard, limits } = tools;
  const { target, server } = request;
  const start = performance.now();
  const denied = deps.denied ?? NOBODY_DENIED;
  const fail = (code: TargetErrorCode, args: Finding['args'] = {}): never => {
    throw new TargetError(code, { target: visible(withoutCredentials(server)), ...args });
  };
  if (target.kind !== 'address' && denied.name(target.name)) fail('target-denied');

  const innerNames = deps.allowNetworks.length > 0;
  const look = createLookUp({ resolver: deps.resolver, limit: limits.dns, guard, innerNames }, signal);
  const discovery = await discover(target, { look, guard, providers: deps.providers });
  signal.throwIfAborted();
  const found = placesOf(discovery.hosts, portsOf(request, discovery.ports), { guard, denied });
  const { places, refused } = found;
  const isInner = look.refused() || (target.kind !== 'address' && isInternalName(target.name));
  const isRefused = refused.length > 0 || (isInner && (places.length === 0 || !innerNames));
  if (places.length === 0) {
    if (found.denied) fail('target-denied');
    if (isRefused) {
      await after(limits.refusal - ((performance.now() - start) % limits.refusal));
      fail('target-refused');
    }
  } else {
    const { code, ...wait } = (await deps.admit?.([...new Set(places.map(({ ip }) => ip))])) ?? { code: null };
    if (code !== null) fail(code, wait);
  }
  const findings = [
    ...discovery.findings,
    ...(isRefused ? [finding('address-refused')] : []),
    ...(found.denied ? [finding('address-denied')] : []),
  ];
  return { discovery, places, refused, findings };
}

function portsOf({ ports, target }: Request, discovered: MailPort[]): MailPort[] {
  const named = target.port === 2525 ? [target.port] : [];
  return [...new Set([...(ports ?? [...USUAL_PORTS, ...discovered]), ...named])];
}
