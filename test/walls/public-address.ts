import { BlockList, isIPv4 } from 'node:net';

/** Not global, by IANA's registries of special addresses and of IPv6 unicast; written down apart from the guard. */
const NOT_GLOBAL_V4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
const NOT_GLOBAL_V6: [string, number][] = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/** One list each: Node holds IPv4 addresses against networks of IPv6, too. */
const notGlobalV4 = new BlockList();
const notGlobalV6 = new BlockList();
for (const [network, bits] of NOT_GLOBAL_V4) notGlobalV4.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of NOT_GLOBAL_V6) notGlobalV6.addSubnet(network, bits, 'ipv6');

/** Whether the internet leads there. */
export function isPublicAddress(ip: string): boolean {
  return isIPv4(ip) ? !notGlobalV4.check(ip, 'ipv4') : !notGlobalV6.check(ip, 'ipv6');
}
