import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LabCertificate } from './certificate.ts';
import { inNamespace } from './namespace.ts';
import { untilReady } from './start-process.ts';
import { ADDRESS, MAIL_DOMAIN, MAIL_HOST, UNRELATED_HOST, WEB_HOST } from './topology.ts';
import type { Addresses } from './topology.ts';
import type { WorldPlan } from './world.ts';

/** Starts world.ts in a namespace; it is ready when this resolves. */
export async function startWorld(namespace: string, plan: WorldPlan): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('world.ts', import.meta.url));
  const world = inNamespace(namespace, process.execPath, [script, JSON.stringify(plan)], { stdio: 'pipe' });
  await untilReady(world);
  return world;
}

const both = ({ v4, v6 }: Addresses): string[] => [v4, v6];

/** What the world answers to; the further names are those of the unrelated mail host and of the web host. */
export function worldPlan(
  certificate: LabCertificate,
  unrelatedNames: string[] = [],
  webNames: string[] = [],
): WorldPlan {
  const named = (names: string[], place: Addresses): [string, string[]][] => names.map((name) => [name, both(place)]);
  return {
    dns: both(ADDRESS.dns),
    names: Object.fromEntries([
      ...named([MAIL_HOST], ADDRESS.mail),
      ...named([UNRELATED_HOST, ...unrelatedNames], ADDRESS.unrelated),
      ...named([WEB_HOST, ...webNames], ADDRESS.web),
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
