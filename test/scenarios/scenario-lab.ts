import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority } from '../lab/authority.ts';
import { startDns, type Zone } from '../lab/dns-server.ts';
import { startMailServer, type LabServer } from '../lab/mail-server.ts';
import { PERSONALITIES } from '../lab/personalities.ts';
import type { Personality } from '../lab/service.ts';
import type { Scenario } from './scenario.ts';

const { good } = PERSONALITIES;

/** The kinds of server that scenarios name; null: a name that does not exist. */
const KINDS: Record<string, Personality | null> = {
  good,
  'only-465': PERSONALITIES['465-only'],
  'only-587': PERSONALITIES['587-only'],
  'only-25': PERSONALITIES['25-only'],
  '25-and-465': { 25: good[25], 465: good[465] },
  'plain-587': { ...good, 587: { kind: 'mail', encryption: 'none', auth: ['PLAIN'] } },
  'no-tls': PERSONALITIES['no-starttls'],
  expired: PERSONALITIES.expired,
  'self-signed': PERSONALITIES['self-signed'],
  untrusted: PERSONALITIES.untrusted,
  'wrong-name': PERSONALITIES['wrong-name'],
  mute: PERSONALITIES.mute,
  down: PERSONALITIES.refusing,
  filtered: { 25: good[25], 465: { kind: 'silent' }, 587: { kind: 'silent' } },
  dual: good,
  nxdomain: null,
};

/** Kinds that have an IPv6 address as well; one for documentation (RFC 3849), which is never dialled. */
const WITH_IPV6 = ['dual'];
const IPV6_ADDRESS = '2001:db8::25';
const CALIBRATION_HOST = 'calibration.lab.example';

export type ScenarioLab = {
  servers: LabServer[];
  /** `host:port` of the DNS server that knows the scenarios' hosts. */
  dns: string;
  /** The lab's authority: its certificate in PEM, and the file that holds it. */
  pem: string;
  pemFile: string;
  calibration: { host: string; port: number }[];
  close(): Promise<void>;
};

/**
 * Starts the mail server of every scenario, and a DNS that knows them.
 *
 * @param network first three parts of their addresses
 * @param real listen at those addresses on the mail ports themselves (needs root)
 */
export async function startScenarioLab(scenarios: Scenario[], network: string, real: boolean): Promise<ScenarioLab> {
  const authority = await createAuthority();
  const kinds = new Map([[CALIBRATION_HOST, 'good'], ...scenarios.map(({ host, server }) => [host, server] as const)]);
  const zone: Zone = {};
  const servers: LabServer[] = [];
  for (const [host, kind] of kinds) {
    const personality = KINDS[kind];
    if (personality === undefined) throw new Error(`scenario server "${kind}" is not in scenario-lab.ts`);
    if (personality === null) continue;
    const address = `${network}.${servers.length + 1}`;
    zone[host] = { A: [address], ...(WITH_IPV6.includes(kind) ? { AAAA: [IPV6_ADDRESS] } : {}) };
    servers.push(await startMailServer({ personality, authority, name: host, address, real }));
  }
  const dns = await startDns(zone);
  const folder = await mkdtemp(join(tmpdir(), 'op25b-scenarios-'));
  const pemFile = join(folder, 'authority.pem');
  writeFileSync(pemFile, authority.pem);
  return {
    servers,
    dns: dns.server,
    pem: authority.pem,
    pemFile,
    calibration: [25, 465, 587].map((port) => ({ host: `${network}.1`, port })),
    async close() {
      await Promise.all(servers.map((server) => server.close()));
      dns.close();
      await rm(folder, { recursive: true });
    },
  };
}
