import { isIPv6 } from 'node:net';
import type { EndpointReport, Finding, MailPort, ProbeEvent } from '../diagnosis/probe-report.ts';
import type { Calibration } from './calibration.ts';
import { discover } from './discover.ts';
import type { Discovery } from './discovery.ts';
import { familyDifferences } from './family-differences.ts';
import { finding } from './finding.ts';
import type { Guard } from './guard.ts';
import { createLookUp } from './look-up.ts';
import { DEFAULT_LIMITS, MAX_ADDRESSES } from './limits.ts';
import { mutePorts } from './mute-ports.ts';
import { OpenSockets } from './open-sockets.ts';
import type { ProberDependencies } from './prober-dependencies.ts';
import { blankEndpoint, probeEndpoint } from './probe-endpoint.ts';
import { routesOf } from './routes.ts';
import type { AddressScene, Place, Scene, TlsContexts } from './scene.ts';
import { SilenceRule } from './silence-rule.ts';
import { TargetError } from './target-error.ts';
import type { Target } from './target.ts';
import { visible } from './visible.ts';

const USUAL_PORTS: MailPort[] = [25, 465, 587];

export type RunTools = { deps: ProberDependencies; guard: Guard; calibration: Calibration; tls: TlsContexts };

export type Request = { server: string; target: Target; ports: MailPort[] | undefined };

/**
 * Probes one target and tells what it learns as it learns it; the last event is the report.
 *
 * @throws TargetError `target-refused` when no address of the target may be dialled
 */
export async function runProbe(
  request: Request,
  tools: RunTools,
  tell: (event: ProbeEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const { deps, guard, calibration, tls } = tools;
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const start = performance.now();
  const at = new Date().toISOString();
  const sockets = new OpenSockets();
  signal.addEventListener('abort', () => sockets.destroyAll());
  const remaining = (): number => (signal.aborted ? 0 : limits.total - (performance.now() - start));
  const scene: Scene = { ...deps, limits, sockets, tls, remaining };

  const vantage = calibration.vantage(scene, signal);
  const discovery = await discover(request.target, {
    look: createLookUp(deps.resolver, limits.dns, signal),
    providers: deps.providers,
  });
  signal.throwIfAborted();
  const { places, refused } = placesOf(discovery, request, guard);
  if (places.length === 0 && refused.length > 0) {
    throw new TargetError('target-refused', { target: visible(request.server) });
  }
  const findings: Finding[] = [...discovery.findings, ...(refused.length > 0 ? [finding('address-refused')] : [])];
  tell({ type: 'dns', dns: discovery.dns, findings });

  const board = new Scoreboard(places.length + refused.length, tell);
  for (const place of refused) {
    board.settle({ ...blankEndpoint(place, 'refused-target'), findings: [finding('address-refused')] });
  }
  const scenes = new Map<string, AddressScene>();
  const probes = places.map(async (place) => {
    const address = scenes.get(place.ip) ?? { rule: new SilenceRule(limits), promptInTls: false };
    scenes.set(place.ip, address);
    board.settle(await probeEndpoint(place, { scene, address }, (report) => board.revise(report)));
  });
  // While the first packets are under way there is time for what Node needs for TLS.
  if (probes.length > 0) setImmediate(() => tls.modern());
  await Promise.all(probes);
  const calibrated = await vantage;
  signal.throwIfAborted();

  board.close();
  sockets.destroyUnawaited();
  const endpoints = board.endpoints([...places, ...refused]);
  tell({
    type: 'report',
    report: {
      server: visible(request.server),
      at,
      vantage: { id: 'bot', ...calibrated },
      dns: discovery.dns,
      endpoints,
      routes: routesOf(endpoints),
      findings: [...findings, ...familyDifferences(endpoints), ...mutePorts(endpoints)],
      took_ms: Math.round(performance.now() - start),
    },
  });
}

function placesOf(discovery: Discovery, request: Request, guard: Guard): { places: Place[]; refused: Place[] } {
  const named = request.target.port === 2525 ? [request.target.port] : [];
  const ports = [...new Set([...(request.ports ?? [...USUAL_PORTS, ...discovery.ports]), ...named])];
  const seen = new Set<string>();
  const places: Place[] = [];
  const refused: Place[] = [];
  for (const { host, addresses } of discovery.hosts) {
    for (const family of [4, 6] as const) {
      const fresh = addresses.filter((ip) => isIPv6(ip) === (family === 6) && !seen.has(ip));
      for (const ip of fresh) seen.add(ip);
      const spread = (ips: string[]): Place[] =>
        ips.slice(0, MAX_ADDRESSES).flatMap((ip) => ports.map((port) => ({ host, ip, family, port })));
      places.push(...spread(fresh.filter((ip) => guard(ip))));
      refused.push(...spread(fresh.filter((ip) => !guard(ip))));
    }
  }
  return { places, refused };
}

function keyOf({ ip, port }: Place): string {
  return `${ip} ${port}`;
}

/** Keeps the latest verdict on each endpoint, and tells of each as it comes. */
class Scoreboard {
  private readonly latest = new Map<string, EndpointReport>();
  private readonly total: number;
  private readonly tell: (event: ProbeEvent) => void;
  private closed = false;

  constructor(total: number, tell: (event: ProbeEvent) => void) {
    this.total = total;
    this.tell = tell;
  }

  settle(endpoint: EndpointReport): void {
    this.put(endpoint, false);
  }

  /** A late answer; after the report it changes nothing. */
  revise(endpoint: EndpointReport): void {
    if (!this.closed) this.put(endpoint, true);
  }

  close(): void {
    this.closed = true;
  }

  endpoints(places: Place[]): EndpointReport[] {
    return places.flatMap((place) => this.latest.get(keyOf(place)) ?? []);
  }

  private put(endpoint: EndpointReport, revised: boolean): void {
    this.latest.set(keyOf(endpoint), endpoint);
    this.tell({ type: 'endpoint', endpoint, revised, done: this.latest.size, total: this.total });
  }
}
