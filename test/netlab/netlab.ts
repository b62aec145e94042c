import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from './certificate.ts';
import type { LabCertificate } from './certificate.ts';
import { layDelayedHomeLink } from './delayed-link.ts';
import { setLine } from './line.ts';
import type { LineMode } from './line.ts';
import { namespaceName, removeLeftovers, removeNamespace, useResolver } from './namespace.ts';
import { buildNetwork } from './network.ts';
import { startPostfix } from './postfix.ts';
import type { Postfix } from './postfix.ts';
import { startWorld, worldPlan } from './start-world.ts';
import { ADDRESS, LAB_NETWORKS, MAIL_HOST, UNRELATED_HOST } from './topology.ts';
import type { Place } from './topology.ts';

/** A lab left behind would go on running its Postfix. */
const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

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
    for (const signal of ENDING) process.off(signal, onSignal);
    postfix?.stop();
    for (const helper of helpers) helper.kill('SIGKILL');
    for (const name of Object.values(places)) removeNamespace(name);
    rmSync(folder, { recursive: true, force: true });
  };
  const onSignal = (): void => {
    close();
    process.exit(1);
  };
  process.once('exit', close);
  for (const signal of ENDING) process.once(signal, onSignal);

  try {
    buildNetwork(places, options.roundTripMs === undefined);
    if (options.roundTripMs !== undefined) helpers.push(await layDelayedHomeLink(places, options.roundTripMs));
    for (const place of ['bot', 'mail'] as const) useResolver(places[place], ADDRESS.dns.v4);
    useResolver(places.user, resolverOfUser(options));
    const certificate = makeCertificate(folder, [MAIL_HOST, UNRELATED_HOST]);
    const plan = worldPlan(certificate, options.unrelatedNames, options.webNames);
    helpers.push(await startWorld(places.world, plan));
    if (options.roundTripMs !== undefined) {
      helpers.push(await startWorld(places.user, { ...plan, dns: [resolverOfUser(options)], mailHosts: [], web: [] }));
    }
    postfix = startPostfix(places.mail, folder, certificate);
    setLine(places.isp, 'open');
    const { log } = postfix;
    return {
      places,
      setLine: (mode) => setLine(places.isp, mode),
      env: productEnvironment(certificate, resolverOfUser(options)),
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

/** Over a slow line the person's resolver is near, as a home router is: a look-up is then no part of the round trips. */
function resolverOfUser(options: NetlabOptions): string {
  return options.roundTripMs === undefined ? ADDRESS.dns.v4 : ADDRESS.user.v4;
}

/** Settings that let the product probe the lab's private addresses, and calibrate itself by the unrelated host. */
function productEnvironment(certificate: LabCertificate, resolver: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    OP25B_DNS: `${resolver}:53`,
    OP25B_ALLOW_NETWORKS: LAB_NETWORKS.join(','),
    OP25B_CALIBRATION: [25, 465, 587].map((port) => `${UNRELATED_HOST}:${port}`).join(','),
    NODE_EXTRA_CA_CERTS: certificate.ca,
  };
}
