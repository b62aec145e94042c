import { isIP } from 'node:net';
import type { EndpointReport, Finding, MailPort, ProbeEvent, ProbeReport } from '../diagnosis/probe-report.ts';
import { AddressPace } from './address-pace.ts';
import { createCalibration } from './calibration.ts';
import type { Dial } from './dial.ts';
import { discover, type Discovery } from './discover.ts';
import { EventLog } from './event-log.ts';
import { createGuard } from './guard.ts';
import { LIMITS, type ProbeLimits } from './limits.ts';
import { probeEndpoint } from './probe-endpoint.ts';
import type { ProviderDirectory } from './provider-directory.ts';
import type { ProbeResolver } from './resolver.ts';
import { routesOf } from './routes.ts';
import { parseTarget, type Target } from './target.ts';
import { TargetError } from './target-error.ts';

export type ProberDependencies = {
  resolver: ProbeResolver;
  dial: Dial;
  /** CIDRs that may be probed although they are private. */
  allowNetworks: string[];
  /** Hosts that the operator knows to answer; empty: calibration is off. */
  calibration: { host: string; port: number }[];
  providers: ProviderDirectory;
  /** The bot's own full name, as DNS knows it; anything else is replaced by an address literal. */
  ehloName: string;
  /** Milliseconds that only go forward, of any origin. */
  now(): number;
  limits?: Partial<ProbeLimits>;
};

export type ProbeOptions = { ports?: MailPort[]; signal?: AbortSignal };

export type Prober = {
  /**
   * Probes a server and tells each thing as it is found; the last event is the report. Equal probes under way are shared,
   * and a result is good for some minutes, so that no server is bothered twice.
   *
   * @throws TargetError for a target that is not probed
   */
  probe(target: string, options?: ProbeOptions): AsyncIterable<ProbeEvent>;
};

const USUAL_PORTS: MailPort[] = [25, 465, 587];
/** A good result stays good for minutes; a bad one may be mended any moment. */
const GOOD_FOR = 5 * 60_000;
const BAD_FOR = 60_000;

export function createProber(deps: ProberDependencies): Prober {
  const limits = { ...LIMITS, ...deps.limits };
  const guard = createGuard(deps.allowNetworks);
  const calibration = createCalibration({ ...deps, hosts: deps.calibration, guard, limits, now: deps.now });
  const runs = new Map<string, EventLog<ProbeEvent>>();

  async function* probe(input: string, options: ProbeOptions = {}): AsyncIterable<ProbeEvent> {
    const target = parseTarget(input);
    const ports = portsFor(target, options.ports);
    const key = `${target.kind} ${target.name} ${ports.join(',')}`;
    let log = runs.get(key);
    if (!log) {
      log = new EventLog<ProbeEvent>();
      runs.set(key, log);
      void start(log, key, input, target, ports);
    }
    yield* log.follow(options.signal);
  }

  async function start(
    log: EventLog<ProbeEvent>,
    key: string,
    server: string,
    target: Target,
    ports: MailPort[],
  ): Promise<void> {
    const forget = (after: number) => setTimeout(() => runs.delete(key), after).unref();
    try {
      const report = await run(log, server, target, ports);
      log.add({ type: 'report', report });
      log.end();
      if (log.abandoned.aborted) runs.delete(key);
      else forget(report.routes.some((route) => route.usable) ? GOOD_FOR : BAD_FOR);
    } catch (error) {
      runs.delete(key);
      log.fail(error);
    }
  }

  async function run(
    log: EventLog<ProbeEvent>,
    server: string,
    target: Target,
    ports: MailPort[],
  ): Promise<ProbeReport> {
    const at = new Date().toISOString();
    const started = deps.now();
    const vantage = calibration.vantage();
    const discovery = await discover(target, deps.resolver, deps.providers);
    const allowed = allowedOf(discovery, server);
    log.add({ type: 'dns', dns: discovery.dns, findings: [...discovery.findings, ...allowed.findings] });
    const endpoints = await probeAll(log, allowed.list, ports);
    endpoints.push(...allowed.refused.flatMap(({ host, ip }) => ports.map((port) => refusedReport(host, ip, port))));
    const report: ProbeReport = {
      server,
      at,
      vantage: { id: 'bot', ...(await vantage) },
      dns: discovery.dns,
      endpoints,
      routes: routesOf(endpoints),
      findings: [...discovery.findings, ...allowed.findings, ...familyFindings(endpoints)],
      took_ms: Math.round(deps.now() - started),
    };
    return report;
  }

  /** One check for every address, whatever it came from. */
  function allowedOf(discovery: Discovery, server: string) {
    const all = discovery.candidates.flatMap(({ host, addresses }) => addresses.map((ip) => ({ host, ip })));
    const list = all.filter(({ ip }) => guard.allows(ip));
    const refused = all.filter(({ ip }) => !guard.allows(ip));
    if (all.length > 0 && list.length === 0) throw new TargetError('target-refused', { target: server });
    const findings: Finding[] =
      refused.length > 0 ? [{ code: 'address-refused', args: { count: refused.length } }] : [];
    return { list, refused, findings };
  }

  async function probeAll(
    log: EventLog<ProbeEvent>,
    addresses: { host: string; ip: string }[],
    ports: MailPort[],
  ): Promise<EndpointReport[]> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), limits.total);
    const signal = AbortSignal.any([abort.signal, log.abandoned]);
    const results = new Map<string, EndpointReport>();
    const first = Promise.withResolvers<void>();
    const total = addresses.length * ports.length;
    const settled = new Set<string>();

    const probes = addresses.flatMap(({ host, ip }) => {
      const pace = new AddressPace(limits, deps.now);
      return ports.map(async (port) => {
        const key = `${host} ${ip} ${port}`;
        const { goodbye } = await probeEndpoint({
          host,
          ip,
          port,
          dial: deps.dial,
          pace,
          ehloName: deps.ehloName,
          limits,
          now: deps.now,
          signal,
          report: (endpoint) => {
            const before = results.get(key);
            if (before && before.state === endpoint.state && before.state !== 'open') return;
            results.set(key, endpoint);
            settled.add(key);
            log.add({ type: 'endpoint', endpoint, revised: before !== undefined, done: settled.size, total });
            if (settled.size === total) first.resolve();
          },
        });
        void goodbye;
      });
    });
    if (total === 0) first.resolve();
    await Promise.race([first.promise, Promise.all(probes)]);
    clearTimeout(timer);
    abort.abort();
    return addresses.flatMap(({ host, ip }) => ports.flatMap((port) => results.get(`${host} ${ip} ${port}`) ?? []));
  }

  return { probe };
}

function portsFor(target: Target, asked: MailPort[] | undefined): MailPort[] {
  const ports = asked ?? USUAL_PORTS;
  return target.port === null || ports.includes(target.port) ? ports : [...ports, target.port];
}

function refusedReport(host: string, ip: string, port: MailPort): EndpointReport {
  return {
    host,
    ip,
    family: isIP(ip) === 6 ? 6 : 4,
    port,
    state: 'refused-target',
    ms: {},
    banner: null,
    ehlo: [],
    ehloTls: [],
    starttls: null,
    tls: null,
    auth: { plain: [], tls: [] },
    size: null,
    findings: [],
  };
}

/** Sending that fails while receiving works may be one family alone: both are told when they differ. */
function familyFindings(endpoints: EndpointReport[]): Finding[] {
  const ports = [...new Set(endpoints.map(({ port }) => port))];
  return ports.flatMap((port): Finding[] => {
    const open = (family: 4 | 6) => endpoints.filter((entry) => entry.port === port && entry.family === family);
    const states = [open(4), open(6)].map((list) => list.some(({ state }) => state === 'open'));
    const both = open(4).length > 0 && open(6).length > 0;
    return both && states[0] !== states[1] ? [{ code: 'family-differs', args: { port } }] : [];
  });
}
