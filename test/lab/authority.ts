// oxlint-disable-next-line import/no-unassigned-import -- @peculiar/x509 needs it in place first
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto);

/** In PEM. `chain` is what the server sends. */
export type LabCertificate = { key: string; chain: string };

/** What is wrong with a certificate; `valid`: nothing. */
export const CERTIFICATE_KINDS = [
  'valid',
  'expired',
  'not-yet-valid',
  'wrong-name',
  'self-signed',
  'untrusted',
  'antivirus',
  'many-names',
  'hostile-name',
  'expired-wrong-name',
  'expired-self-signed',
  'far-too-many-names',
  'weak-key',
] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

export type Authority = {
  /** To be trusted: as `ca` of a prober, or in the file of NODE_EXTRA_CA_CERTS. */
  pem: string;
  /** Makes a certificate for the name; each kind and name once. */
  certificate(kind: CertificateKind, name: string): Promise<LabCertificate>;
};

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 24 * 3600_000;
export const MANY_NAMES = 50;
/** More than the 100 KB of certificates that OpenSSL takes from a peer. */
const FAR_TOO_MANY_NAMES = 600;
const LONG_PARENT = [1, 2, 3].map(() => 'x'.repeat(63)).join('.');
/** Below what OpenSSL takes at its usual security level (2: 2048 bits). */
const WEAK_KEY = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 1024,
  publicExponent: new Uint8Array([1, 0, 1]),
};

type Issuer = { certificate: x509.X509Certificate; keys: webcrypto.CryptoKeyPair };

function days(count: number): Date {
  return new Date(Date.now() + count * DAY_MS);
}

let serial = 1;

function nextSerial(): string {
  serial += 1;
  return serial.toString(16).padStart(4, '0');
}

async function pemOfKey(keys: webcrypto.CryptoKeyPair): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
}

async function makeRoot(name: string): Promise<Issuer> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: nextSerial(),
    name,
    notBefore: days(-400),
    notAfter: days(400),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  });
  return { certificate, keys };
}

function numbered(count: number, parent: string): string[] {
  return Array.from({ length: count }, (_, n) => `n${n}.${parent}`);
}

function namesFor(kind: CertificateKind, name: string): string[] {
  if (kind.endsWith('wrong-name')) return ['shared.hosting.example', '*.hosting.example'];
  if (kind === 'many-names') return [name, ...numbered(MANY_NAMES - 1, 'lab.example')];
  if (kind === 'far-too-many-names') return [name, ...numbered(FAR_TOO_MANY_NAMES, LONG_PARENT)];
  return [name];
}

function subjectFor(kind: CertificateKind, name: string): string {
  if (kind.endsWith('wrong-name')) return 'CN=shared.hosting.example';
  return kind === 'hostile-name' ? 'CN=\u202Eevil\u001B[31m@everyone' : `CN=${name}`;
}

async function issue(kind: CertificateKind, name: string, issuer: Issuer): Promise<LabCertificate> {
  const keys = await webcrypto.subtle.generateKey(kind === 'weak-key' ? WEAK_KEY : ALGORITHM, true, ['sign', 'verify']);
  const common = {
    serialNumber: nextSerial(),
    notBefore: kind === 'not-yet-valid' ? days(10) : days(-300),
    notAfter: kind.startsWith('expired') ? days(-10) : days(200),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.SubjectAlternativeNameExtension(namesFor(kind, name).map((value) => ({ type: 'dns', value }))),
    ],
  };
  const certificate = kind.endsWith('self-signed')
    ? await x509.X509CertificateGenerator.createSelfSigned({ ...common, name: subjectFor(kind, name), keys })
    : await x509.X509CertificateGenerator.create({
        ...common,
        subject: subjectFor(kind, name),
        issuer: issuer.certificate.subject,
        publicKey: keys.publicKey,
        signingKey: issuer.keys.privateKey,
      });
  return { key: await pemOfKey(keys), chain: certificate.toString('pem') };
}

/** Makes a certificate authority for one test run (EC P-256, as public ones mostly are). */
export async function createAuthority(): Promise<Authority> {
  const trusted = await makeRoot('CN=Mail lab authority');
  const untrusted = await makeRoot('CN=Nobody knows this authority');
  const antivirus = await makeRoot('CN=avast! Web/Mail Shield Root, O=avast! Web/Mail Shield');
  const made = new Map<string, Promise<LabCertificate>>();
  return {
    pem: trusted.certificate.toString('pem'),
    certificate(kind, name) {
      const issuer = kind === 'untrusted' ? untrusted : kind === 'antivirus' ? antivirus : trusted;
      const key = `${kind} ${name}`;
      const known = made.get(key) ?? issue(kind, name, issuer);
      made.set(key, known);
      return known;
    },
  };
}
