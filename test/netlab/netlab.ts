import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCertificate } from './certificate.ts';
import type { LabCertificate } from './certificate.ts';
import { layDelayedHomeLink } from './delayed-link.ts';
import { setLine } from './line.ts';
import type { LineMode } from './line.ts';
import { inNamespace, namespaceName, removeLeftovers, removeNamespace, useResolver } from './namespace.ts';
import { buildNetwork } from './network.ts';
import { startPostfix } from './postfix.ts';
import type { Postfix } from './postfix.ts';
import { untilReady } from './start-process.ts';
import { ADDRESS, LAB_NETWORKS, MAIL_DOMAIN, MAIL_HOST, UNRELATED_HOST, WEB_HOST } from './topology.ts';
import type { Addresses, Place } from './topology.ts';
import type { WorldPlan } from './world.ts';

export type NetlabOptions = {
  /** Further names of the unrelated mail host and of the web host, for example those that the self-check asks for. */
  unrelatedNames?: string[];
  webNames?: string[];
  /** Round trip between the person's device and everything past the ISP, in milliseconds; without it a plain cable. */
  roundTripMs?: number;
};

export type Netlab = {
  /** Name of each place's network namespace. */
  places: Record<Place, string>;
  setLine(mode: LineMode): void;
  /** Environment for the product's own commands. */
  env: NodeJS.ProcessEnv;
  postfixLog(): string;
  /** Ends all processes, removes all namespaces and files. Safe to repeat. */
  close(): void;
};

/**
 * Builds the lab: namespaces, router, the real Postfix, DNS and the rest of the world (see topology.ts). Needs what
 * `netlabAvailable` asks for. When a part fails, all that was begun is removed before it throws.
 */
export async function startNetlab(options: NetlabOptions = {}): Promise<Netlab> {
  removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), 'op25b-netlab-'));
  const places = newPlaces();
  const helpers: ChildProcess[] = [];
  let postfix: Postfix | null = null;
  const close = (): void => {
    process.off('exit', close);
    postfix?.stop();
    for (const helper of helpers) helper.kill('SIGKILL');
    for (const name of Object.values(places)) removeNamespace(name);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', close);

  try {
    buildNetwork(places, options.roundTripMs === undefined);
    if (options.roundTripMs !== undefined) helpers.push(await layDelayedHomeLink(places, options.roundTripMs));
    for (const place of ['user', 'bot', 'mail'] as const) useResolver(places[place], ADDRESS.dns.v4);
    const certificate = makeCertificate(folder, [MAIL_HOST, UNRELATED_HOST]);
    const world = startWorld(places.world, worldPlan(options, certificate));
    helpers.push(world);
    await untilReady(world);
    postfix = startPostfix(places.mail, folder, certificate);
    setLine(places.isp, 'open');
    const { log } = postfix;
    return {
      places,
      setLine: (mode) => setLine(places.isp, mode),
      env: botEnvironment(certificate),
      postfixLog: log,
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function newPlaces(): Record<Place, string> {
  return {
    user: namespaceName('user'),
    isp: namespaceName('isp'),
    hub: namespaceName('hub'),
    mail: namespaceName('mail'),
    world: namespaceName('world'),
    bot: namespaceName('bot'),
  };
}

function startWorld(namespace: string, plan: WorldPlan): ChildProcess {
  const script = fileURLToPath(new URL('world.ts', import.meta.url));
  return inNamespace(namespace, process.execPath, [script, JSON.stringify(plan)], { stdio: 'pipe' });
}

function worldPlan(options: NetlabOptions, certificate: LabCertificate): WorldPlan {
  const both = ({ v4, v6 }: Addresses): string[] => [v4, v6];
  const named = (names: string[], place: Addresses): [string, string[]][] => names.map((name) => [name, both(place)]);
  return {
    dns: both(ADDRESS.dns),
    names: Object.fromEntries([
      ...named([MAIL_HOST], ADDRESS.mail),
      ...named([UNRELATED_HOST, ...(options.unrelatedNames ?? [])], ADDRESS.unrelated),
      ...named([WEB_HOST, ...(options.webNames ?? [])], ADDRESS.web),
    ]),
    mx: { [MAIL_DOMAIN]: MAIL_HOST },
    mailHosts: [
      {
        name: UNRELATED_HOST,
        addresses: both(ADDRESS.unrelated),
        key: readFileSync(certificate.key, 'utf8'),
        cert: readFileSync(certificate.chain, 'utf8'),
      },
    ],
    web: both(ADDRESS.web),
  };
}

/** The settings of contract.md that let the bot probe the lab's private addresses and know its own port 25 to be open. */
function botEnvironment(certificate: LabCertificate): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    OP25B_DNS: `${ADDRESS.dns.v4}:53`,
    OP25B_ALLOW_NETWORKS: LAB_NETWORKS.join(','),
    OP25B_CALIBRATION: [25, 465, 587].map((port) => `${UNRELATED_HOST}:${port}`).join(','),
    NODE_EXTRA_CA_CERTS: certificate.ca,
  };
}
