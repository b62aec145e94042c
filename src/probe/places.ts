import { isIPv6 } from 'node:net';
import type { MailPort } from '../diagnosis/probe-report.ts';
import type { Discovery } from './discovery.ts';
import type { Guard } from './guard.ts';
import { MAX_ADDRESSES } from './limits.ts';
import type { Denied } from './prober-dependencies.ts';
import type { Place } from './scene.ts';

/** Where the probe goes; where it must not, because the address is not public; and whether its operator left any out. */
export type Places = { places: Place[]; refused: Place[]; denied: boolean };

/** At most two public addresses of each host and family, on each of the ports. */
export function placesOf(
  hosts: Discovery['hosts'],
  ports: MailPort[],
  { guard, denied }: { guard: Guard; denied: Denied },
): Places {
  const seen = new Set<string>();
  const found: Places = { places: [], refused: [], denied: false };
  for (const { host, addresses } of hosts) {
    for (const family of [4, 6] as const) {
      const fresh = addresses.filter((ip) => isIPv6(ip) === (family === 6) && !seen.has(ip));
      for (const ip of fresh) seen.add(ip);
      const spread = (ips: string[]): Place[] =>
        ips.slice(0, MAX_ADDRESSES).flatMap((ip) => ports.map((port) => ({ host, ip, family, port })));
      const open = fresh.filter((ip) => guard(ip));
      const wanted = open.filter((ip) => !denied.name(host) && !denied.address(ip));
      if (wanted.length < open.length) found.denied = true;
      found.places.push(...spread(wanted));
      found.refused.push(...spread(fresh.filter((ip) => !guard(ip))));
    }
  }
  return found;
}
