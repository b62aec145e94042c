import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';

/** Who is not probed. */
export type DenyList = { name(name: string): boolean; address(ip: string): boolean };

type Network = ReturnType<typeof ipaddr.parseCIDR>;

const NAME = /^\.?[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,30}$/u;

/** One spelling of a name: ASCII, lower case, no dot at its end. Null: it is none. A leading dot stays. */
function nameIn(entry: string): string | null {
  const dot = entry.startsWith('.') ? '.' : '';
  const name = dot + domainToASCII(entry.slice(dot.length).replace(/\.$/u, ''));
  return NAME.test(name) && !/\.\d+$/u.test(name) ? name : null;
}

function networkIn(entry: string): Network | null {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
  if (!ipaddr.IPv6.isValid(entry) && !ipaddr.IPv4.isValidFourPartDecimal(entry)) return null;
  const address = ipaddr.parse(entry);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** Whether it is a name, a domain with all below it (`.example.jp`), an address or a CIDR. */
export function isDenyEntry(entry: string): boolean {
  return networkIn(entry) !== null || nameIn(entry) !== null;
}

/** @param entries of the desk file; one that is none of the known kinds denies nothing */
export function createDenyList(entries: readonly string[]): DenyList {
  const networks = entries.map(networkIn).filter((network) => network !== null);
  const names = new Set(entries.flatMap((entry) => (networkIn(entry) === null ? (nameIn(entry) ?? []) : [])));
  return {
    name(name) {
      if (names.has(name)) return true;
      const labels = name.split('.');
      return labels.some((_, index) => names.has(`.${labels.slice(index).join('.')}`));
    },
    address(ip) {
      const address = ipaddr.parse(ip);
      return networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
    },
  };
}
