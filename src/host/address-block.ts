import ipaddr from 'ipaddr.js';

/** What one operator is given at the least (RFC 6177: a site gets a /48), and what is routed in one piece of IPv4. */
const BLOCK_BITS = { ipv4: 24, ipv6: 48 } as const;
/** A host may take any address of its own network (RFC 8981), so all of them are one place. */
const PLACE_BITS = { ipv4: 32, ipv6: 64 } as const;

/** The network of many hosts that an address belongs to, as a CIDR: /24 of IPv4, /48 of IPv6. */
export function blockOf(ip: string): string {
  return networkOf(ip, BLOCK_BITS);
}

/** The place of one host, as a CIDR: the address itself in IPv4, its /64 in IPv6. */
export function placeOf(ip: string): string {
  return networkOf(ip, PLACE_BITS);
}

function networkOf(ip: string, bits: Record<'ipv4' | 'ipv6', number>): string {
  const address = ipaddr.parse(ip);
  const length = bits[address.kind()];
  const bytes = address.toByteArray().map((byte, index) => (index < length / 8 ? byte : 0));
  return `${ipaddr.fromByteArray(bytes).toString()}/${length}`;
}
