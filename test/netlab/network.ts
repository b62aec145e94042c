import { execFileSync } from 'node:child_process';
import { createNamespace, ip } from './namespace.ts';
import { ADDRESS, HOME_NETWORK, PREFIX } from './topology.ts';
import type { Addresses, Place } from './topology.ts';

type Places = Record<Place, string>;

/** Lays the cables, addresses and routes between the places of topology.ts. `homeLink`: false when another link is laid there. */
export function buildNetwork(places: Places, homeLink: boolean): void {
  for (const name of Object.values(places)) createNamespace(name);
  ip(`-n ${places.hub} link add br0 type bridge`);
  ip(`-n ${places.hub} link set br0 up`);

  plug(places, 'isp', 'wan0', [ADDRESS.ispOutside]);
  plug(places, 'mail', 'eth0', [ADDRESS.mail]);
  plug(places, 'bot', 'eth0', [ADDRESS.bot]);
  plug(places, 'world', 'eth0', [ADDRESS.dns, ADDRESS.unrelated, ADDRESS.web]);
  if (homeLink) {
    ip(`-n ${places.user} link add eth0 type veth peer name lan0 netns ${places.isp}`);
    bringUpHome(places);
  }

  forward(places.isp);
  for (const place of ['mail', 'bot', 'world'] as const) {
    ip(`-n ${places[place]} route add ${HOME_NETWORK.v4} via ${ADDRESS.ispOutside.v4}`);
    ip(`-n ${places[place]} -6 route add ${HOME_NETWORK.v6} via ${ADDRESS.ispOutside.v6}`);
  }
}

/** Gives both ends of the home's link (`eth0`, `lan0`) their addresses and the home its way out. */
export function bringUpHome(places: Places): void {
  address(places.user, 'eth0', ADDRESS.user);
  address(places.isp, 'lan0', ADDRESS.ispInside);
  ip(`-n ${places.user} route add default via ${ADDRESS.ispInside.v4} dev eth0`);
  ip(`-n ${places.user} -6 route add default via ${ADDRESS.ispInside.v6} dev eth0`);
}

function plug(places: Places, place: Place, device: string, addresses: Addresses[]): void {
  ip(`-n ${places[place]} link add ${device} type veth peer name to-${place} netns ${places.hub}`);
  ip(`-n ${places.hub} link set to-${place} master br0`);
  ip(`-n ${places.hub} link set to-${place} up`);
  for (const each of addresses) address(places[place], device, each);
}

function address(namespace: string, device: string, { v4, v6 }: Addresses): void {
  ip(`-n ${namespace} addr add ${v4}/${PREFIX.v4} dev ${device}`);
  // nodad: an address that is still being checked for duplicates cannot be bound for its first second.
  ip(`-n ${namespace} -6 addr add ${v6}/${PREFIX.v6} dev ${device} nodad`);
  ip(`-n ${namespace} link set ${device} up`);
}

function forward(router: string): void {
  const script = 'echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding';
  execFileSync('ip', ['netns', 'exec', router, 'sh', '-c', script], { stdio: 'pipe' });
}
