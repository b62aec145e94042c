import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.parse>;
type Network = [Address, number];

/** Tells whether an address may be dialled. Takes addresses in literal form only. */
export type Guard = (ip: string) => boolean;

/** All that IANA has given out as global unicast lies in 2000::/3 (RFC 4291 section 2.4). */
const GLOBAL_UNICAST: Network = ipaddr.parseCIDR('2000::/3');
/** Mapped, translated, compatible, NAT64's well-known prefix (RFC 6052), 6to4 (RFC 3056): offset of the IPv4 address in bytes. */
const EMBEDDED: { network: Network; offset: number }[] = [
  { network: ipaddr.parseCIDR('::ffff:0:0/96'), offset: 12 },
  { network: ipaddr.parseCIDR('::ffff:0:0:0/96'), offset: 12 },
  { network: ipaddr.parseCIDR('::/96'), offset: 12 },
  { network: ipaddr.parseCIDR('64:ff9b::/96'), offset: 12 },
  { network: ipaddr.parseCIDR('2002::/16'), offset: 2 },
];
const IPV4_BYTES = 4;

function within(address: Address, [network, bits]: Network): boolean {
  return address.kind() === network.kind() && address.match([network, bits]);
}

function embedded(address: Address): Address | null {
  const place = EMBEDDED.find(({ network }) => within(address, network));
  return place ? ipaddr.fromByteArray(address.toByteArray().slice(place.offset, place.offset + IPV4_BYTES)) : null;
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || within(address, GLOBAL_UNICAST);
}

function same(address: Address, text: string): boolean {
  return ipaddr.isValid(text) && ipaddr.parse(text).toNormalizedString() === address.toNormalizedString();
}

function addressesOfThisMachine(): string[] {
  return Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address));
}

/**
 * Lets public unicast addresses pass that are not this machine's own, and what lies in one of the allowed networks. An IPv4
 * address inside an IPv6 one (mapped, NAT64, 6to4) counts for the allowed networks, too; where only the outer one is allowed,
 * as with a NAT64 prefix, the inner one has to be public.
 *
 * @param allowNetworks CIDRs
 * @param ownAddresses asked each time, as a machine may get others while it runs
 */
export function createGuard(allowNetworks: string[], ownAddresses = addressesOfThisMachine): Guard {
  const networks = allowNetworks.map((cidr): Network => ipaddr.parseCIDR(cidr));
  const allowed = (address: Address): boolean => networks.some((network) => within(address, network));
  return (ip) => {
    if (ip.includes('%') || !ipaddr.isValid(ip)) return false;
    const address = ipaddr.parse(ip);
    const inside = embedded(address);
    if (inside !== null) return allowed(inside) || (allowed(address) && isPublic(inside));
    if (allowed(address)) return true;
    return isPublic(address) && !ownAddresses().some((own) => same(address, own));
  };
}
