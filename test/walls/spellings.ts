import { constantFrom, ipV4, ipV6, nat, oneof, tuple, type Arbitrary } from 'fast-check';

/** Ways to write an IPv4 address that some parser somewhere takes for it. */
const V4_SPELLINGS: ((ip: string) => string)[] = [
  (ip) => ip,
  (ip) => `${ip}.`,
  (ip) => [...ip].map((sign) => (sign === '.' ? '。' : String.fromCodePoint(sign.charCodeAt(0) + 0xfee0))).join(''),
  (ip) => String(numberOf(ip)),
  (ip) => `0x${numberOf(ip).toString(16)}`,
  (ip) => ip.replace(/\d+/g, (part) => `0x${Number(part).toString(16)}`),
  (ip) => ip.replace(/\d+/g, (part) => `0${Number(part).toString(8)}`),
  (ip) => ip.replace(/\.\d+\.\d+\./, '.'),
  (ip) => `::ffff:${ip}`,
  (ip) => `[::ffff:${ip}]`,
  (ip) => `::${ip}`,
  (ip) => `::ffff:0:${ip}`,
  (ip) => `64:ff9b::${ip}`,
  (ip) => `[64:ff9b:1::${ip}]`,
  (ip) => `2002:${hex(ip)}::1`,
  (ip) => `2001:0:${hex(ip)}::1`,
];

/** Ways to hand a host over. */
const FORMS: ((host: string) => string)[] = [
  (host) => host,
  (host) => ` ${host} `,
  (host) => `${host}:587`,
  (host) => `${host}:22`,
  (host) => `hanako@${host}`,
  (host) => `hanako@[${host}]`,
  (host) => `[${host}]:465`,
  (host) => `smtp://${host}`,
  (host) => `https://user:pass@${host}:25/`,
  (host) => `https://smtp.public.example@${host}/`,
  (host) => `https://${host}@smtp.public.example/`,
  (host) => `https://smtp.public.example\\@${host}/`,
  (host) => `https://smtp.public.example#@${host}/`,
  (host) => `mailto:hanako@${host}?subject=a`,
  (host) => `${host}%25eth0`,
  (host) => host.toUpperCase(),
];

const HOT_V4 = ['127.0.0.1', '10.0.0.1', '169.254.169.254', '192.168.1.1', '0.0.0.0', '100.64.0.1', '255.255.255.255'];

/** Any address, the dangerous ones often, in any spelling and form. */
export const SPELT_ADDRESS: Arbitrary<string> = tuple(
  oneof(
    tuple(oneof(constantFrom(...HOT_V4), ipV4()), constantFrom(...V4_SPELLINGS)).map(([ip, spell]) => spell(ip)),
    oneof(constantFrom('::1', '::', 'fe80::1', 'fd00::1', 'fec0::1', 'ff02::1'), ipV6()),
  ),
  constantFrom(...FORMS),
).map(([host, form]) => form(host));

/** What a name server may answer. */
export const ANY_V4 = oneof(constantFrom(...HOT_V4), ipV4());
export const ANY_V6 = oneof(
  constantFrom('::1', '::', 'fe80::1', 'fd00::1'),
  tuple(constantFrom('::ffff:', '::', '64:ff9b::', '2002:'), ANY_V4).map(([prefix, ip]) =>
    prefix === '2002:' ? `2002:${hex(ip)}::1` : prefix + ip,
  ),
  ipV6(),
);
export const ANY_PORT = oneof(constantFrom(25, 465, 587, 2525, 22, 80, 3306), nat(65_535));

function numberOf(ip: string): number {
  return ip.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

function hex(ip: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = ip.split('.').map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}
