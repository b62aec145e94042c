import type { EndpointReport, ProbeEvent } from '../diagnosis/probe-report.ts';
import type { Calibration } from './calibration.ts';
import { destination, type Request } from './destination.ts';
import { familyDifferences } from './family-differences.ts';
import { finding } from './finding.ts';
import type { Guard } from './guard.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { mutePorts } from './mute-ports.ts';
import { OpenSockets } from './open-sockets.ts';
import type { ProberDependencies } from './prober-dependencies.ts';
import { blankEndpoint, probeEndpoint } from './probe-endpoint.ts';
import { routesOf } from './routes.ts';
import type { AddressScene, Place, Scene, TlsContexts } from './scene.ts';
import { SilenceRule } from './silence-rule.ts';
import { visible } from './visible.ts';
import { withoutCredentials } from './without-credentials.ts';

export type RunTools = { deps: ProberDependencies; guard: Guard; calibration: Calibration; tls: TlsContexts };

/**
 * Probes one target and tells what it learns as it learns it; the last event is the report.
 *
 * @throws TargetError when no address of the target may be dialled
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
  const { discovery, places, refused, findings } = await destination(request, { deps, guard, limits }, signal);
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
      server: visible(withoutCredentials(request.server)),
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
