import { afterAll } from 'vitest';
import type { EndpointReport, MailPort, ProbeEvent, ProbeReport } from '../../src/diagnosis/probe-report.ts';
import type { ProbeLimits } from '../../src/probe/limits.ts';
import { createProber, type Prober, type ProberDependencies } from '../../src/probe/prober.ts';
import type { ProviderDirectory } from '../../src/probe/provider-directory.ts';
import { createResolver } from '../../src/probe/resolver.ts';
import { createAuthority, type Authority } from '../lab/authority.ts';
import { startDns, type LabDns, type Zone } from '../lab/dns-server.ts';
import { labDial, startMailServer, type LabServer } from '../lab/mail-server.ts';
import type { Personality } from '../lab/service.ts';

/** The lab's hosts live in a network for documentation (RFC 5737), which the guard lets pass because it is told to. */
export const LAB_NETWORK = '198.51.100.0/24';
export const HOST = 'smtp.lab.example';
export const ADDRESS = '198.51.100.10';

/** Short, for tests that see a deadline pass. The others keep the usual ones, which a busy machine does not miss. */
export const SHORT: Partial<ProbeLimits> = {
  dns: 500,
  greeting: 700,
  greetingPort25: 800,
  reply: 700,
  tls: 500,
  farewell: 100,
  lateGreeting: 200,
  slowReply: 200,
};

export const NOBODY: ProviderDirectory = {
  byDomain: () => null,
  byHost: () => null,
  byMx: () => null,
  knownHosts: () => [],
};

const closers: (() => unknown)[] = [];
let authority: Promise<Authority> | undefined;

/** Call once in each test file: closes all that its tests opened. */
export function closeLabAfterwards(): void {
  afterAll(async () => {
    await Promise.all(closers.splice(0).map((close) => close()));
  });
}

export async function serve(
  personality: Personality,
  place: { name?: string; address?: string } = {},
): Promise<LabServer> {
  authority ??= createAuthority();
  const { name = HOST, address = ADDRESS } = place;
  const server = await startMailServer({ personality, authority: await authority, name, address });
  closers.push(() => server.close());
  return server;
}

export async function dns(zone: Zone): Promise<LabDns> {
  const server = await startDns(zone);
  closers.push(() => server.close());
  return server;
}

export type LabProber = { prober: Prober; dns: LabDns };

/** A prober that sees the lab's servers and zone only; the zone defaults to the one host. */
export async function proberFor(
  servers: LabServer[],
  options: Partial<ProberDependencies> & { zone?: Zone } = {},
): Promise<LabProber> {
  authority ??= createAuthority();
  const { zone = { [HOST]: { A: [ADDRESS] } }, limits, ...others } = options;
  const names = await dns(zone);
  const prober = createProber({
    resolver: createResolver({ server: names.server }),
    dial: labDial(servers),
    allowNetworks: [LAB_NETWORK],
    calibration: [],
    providers: NOBODY,
    ehloName: 'probe.lab.example',
    now: () => performance.now(),
    ca: [(await authority).pem],
    // Refusals that wait as long as the usual ones would only make the tests long.
    limits: { refusal: 20, ...limits },
    ...others,
  });
  return { prober, dns: names };
}

export async function reportOf(events: AsyncIterable<ProbeEvent>): Promise<ProbeReport> {
  for await (const event of events) if (event.type === 'report') return event.report;
  throw new Error('the probe ended without a report');
}

/** Serves the personality, probes it, and gives the report. */
export async function probe(
  personality: Personality,
  ports?: MailPort[],
  limits: Partial<ProbeLimits> = {},
): Promise<{ report: ProbeReport; server: LabServer }> {
  const server = await serve(personality);
  const { prober } = await proberFor([server], { limits });
  return { report: await reportOf(prober.probe(HOST, ports ? { ports } : {})), server };
}

/** Serves the personality, probes one port of it, and gives that endpoint. */
export async function probePort(
  personality: Personality,
  port: MailPort,
  limits: Partial<ProbeLimits> = {},
): Promise<EndpointReport> {
  const { report } = await probe(personality, [port], limits);
  return endpoint(report, port);
}

export function endpoint(report: ProbeReport, port: MailPort): EndpointReport {
  const found = report.endpoints.find((each) => each.port === port);
  if (found === undefined) throw new Error(`no report on port ${port}`);
  return found;
}

export function codes(of: { findings: { code: string }[] }): string[] {
  return of.findings.map(({ code }) => code);
}

/** Waits until something holds; the test fails by its own time limit if it never does. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(10);
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
