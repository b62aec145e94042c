import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { makeCertificate, type CertificateWish } from './hostile-certificate.ts';

/** Key and chain in PEM, as a server sends them. */
export type Identity = { key: string; cert: string };

/** The name that the hostile servers are asked for. */
export const HOSTILE_HOST = 'mail.hostile.example';
export const LONG_CHAIN = 100;
export const VERY_MANY_NAMES = 10_000;
/** What a name in a certificate may hold to do harm: it steers a terminal, mentions a channel, hides, and is markup. */
export const HARMFUL_NAME =
  '\u{1B}]8;;https://evil.example\u{7}x\u{0}\u{9B}31m\u{202E}\u{200B}<!channel><@U1>@everyone[a](https://evil.example)<b>';

const ROOT = 'Hostile lab root';

export const IDENTITY_NAMES = [
  'good',
  'expired',
  'not-yet-valid',
  'no-names',
  'ip-only',
  'self-signed',
  'many-names',
  'long-chain',
  'cycle',
  'nul-name',
  'wildcard',
  'wildcard-of-all',
  'idn',
  'markup',
  'rsa-512',
  'rsa',
] as const;
export type IdentityName = (typeof IDENTITY_NAMES)[number];

export type HostileAuthority = {
  /** To be trusted by the prober. */
  pem: string;
  identity(name: IdentityName): Identity;
};

/** Short ones: OpenSSL takes at most 100 KiB of certificates. */
function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `a${index.toString(36)}`);
}

/** Makes certificates that are each wrong in one way; each is made once. */
export function createHostileAuthority(): HostileAuthority {
  const elliptic = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const rsa = (bits: number): KeyObject => generateKeyPairSync('rsa', { modulusLength: bits }).privateKey;
  const rootKey = elliptic();
  const leafKey = elliptic();
  const between = elliptic();
  const leaf = (wish: Partial<CertificateWish>): Identity => {
    const key = wish.key ?? leafKey;
    const usual = { subject: HOSTILE_HOST, issuer: ROOT, key, issuerKey: rootKey, names: [HOSTILE_HOST] };
    return { key: String(key.export({ type: 'pkcs8', format: 'pem' })), cert: makeCertificate({ ...usual, ...wish }) };
  };
  const intermediate = (subject: string, issuer: string, issuerKey: KeyObject): string =>
    makeCertificate({ subject, issuer, key: between, issuerKey, authority: true });
  const behind = (own: Identity, others: string[]): Identity => ({ ...own, cert: own.cert + others.join('') });

  const makers: Record<IdentityName, () => Identity> = {
    good: () => leaf({}),
    expired: () => leaf({ to: -1 }),
    'not-yet-valid': () => leaf({ from: 1 }),
    'no-names': () => leaf({ names: [] }),
    'ip-only': () => leaf({ names: [], ips: ['198.51.100.10'] }),
    'self-signed': () => leaf({ issuer: HOSTILE_HOST, issuerKey: leafKey }),
    'many-names': () => leaf({ names: [...numbered(VERY_MANY_NAMES - 1), HOSTILE_HOST] }),
    'long-chain': () =>
      behind(
        leaf({ issuer: 'CA 1', issuerKey: between }),
        Array.from({ length: LONG_CHAIN - 1 }, (_, index) =>
          index === LONG_CHAIN - 2
            ? intermediate(`CA ${index + 1}`, ROOT, rootKey)
            : intermediate(`CA ${index + 1}`, `CA ${index + 2}`, between),
        ),
      ),
    cycle: () =>
      behind(leaf({ issuer: 'Snake', issuerKey: between }), [
        intermediate('Snake', 'Tail', between),
        intermediate('Tail', 'Snake', between),
      ]),
    'nul-name': () => leaf({ names: [`${HOSTILE_HOST}\0.evil.example`], subject: `${HOSTILE_HOST}\0.evil.example` }),
    wildcard: () => leaf({ names: ['*.hostile.example'] }),
    'wildcard-of-all': () => leaf({ names: ['*', '*.*.example', '*.example', 'ma*.hostile.example'] }),
    idn: () => leaf({ names: ['xn--mil-7na.hostile.example'], subject: 'm\u0430il.hostile.example' }),
    markup: () => leaf({ names: [HARMFUL_NAME], subject: HARMFUL_NAME, issuer: HARMFUL_NAME, issuerKey: between }),
    'rsa-512': () => leaf({ key: rsa(512) }),
    rsa: () => leaf({ key: rsa(2048) }),
  };
  const made = new Map<IdentityName, Identity>();
  return {
    pem: makeCertificate({ subject: ROOT, issuer: ROOT, key: rootKey, issuerKey: rootKey, authority: true }),
    identity(name) {
      const known = made.get(name) ?? makers[name]();
      made.set(name, known);
      return known;
    },
  };
}
