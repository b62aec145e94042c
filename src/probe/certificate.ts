import { isIP } from 'node:net';
import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { X509Certificate } from 'node:crypto';
import type { Finding, TlsProblem, TlsReport } from '../diagnosis/probe-report.ts';
import { antivirusProduct } from './antivirus-products.ts';
import { finding } from './finding.ts';
import { MANY_CERTIFICATE_NAMES, MAX_CERTIFICATE_NAMES, MAX_CHAIN } from './limits.ts';
import { visible } from './visible.ts';

/** The worst first: one too weak to be taken, one that nobody vouches for, one whose time is wrong, one for another name. */
const WORST_FIRST: TlsProblem[] = [
  'handshake-failed',
  'self-signed',
  'untrusted-chain',
  'expired',
  'not-yet-valid',
  'name-mismatch',
];
/** Node has no name for OpenSSL's "key too small" and "digest too weak". */
const TOO_WEAK = 'UNSPECIFIED';
const NAMES_TOLD = 5;
const QUOTED_NAME = /(?:[^,"]|"(?:[^"\\]|\\.)*")+/gu;
const NAME_KIND = /^\s*(?:DNS|IP Address):/u;

function isoTime(text: string | undefined): string | null {
  const time = new Date(text ?? '');
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function dayOf(text: string): string {
  return (isoTime(text) ?? '').slice(0, 'YYYY-MM-DD'.length);
}

function first(value: string | string[] | undefined): string | null {
  const one = Array.isArray(value) ? value[0] : value;
  return one === undefined ? null : visible(one);
}

function altNamesOf(text: string | undefined): string[] {
  const names = text?.match(QUOTED_NAME)?.filter((name) => NAME_KIND.test(name)) ?? [];
  return names.map((name) => name.replace(NAME_KIND, ''));
}

/** The chain as sent, the server's own certificate first; a repeat ends it. */
function chainOf(leaf: X509Certificate): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let certificate: X509Certificate | undefined = leaf;
  while (certificate && chain.length < MAX_CHAIN) {
    const { fingerprint256 } = certificate;
    if (chain.some((seen) => seen.fingerprint256 === fingerprint256)) break;
    chain.push(certificate);
    certificate = certificate.issuerCertificate;
  }
  return chain;
}

function chainProblem(code: string): TlsProblem | null {
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') return 'self-signed';
  if (code === 'CERT_HAS_EXPIRED') return 'expired';
  if (code === TOO_WEAK) return 'handshake-failed';
  return code === 'CERT_NOT_YET_VALID' ? 'not-yet-valid' : 'untrusted-chain';
}

/** OpenSSL's word on the chain; Node gives it as a string, typed as an Error. */
function verdictOf(socket: TLSSocket): string | null {
  const verdict: unknown = socket.authorizationError;
  if (verdict === null || verdict === undefined) return null;
  if (typeof verdict === 'string') return verdict;
  return verdict instanceof Error && 'code' in verdict ? String(verdict.code) : 'UNKNOWN';
}

/** By its own names alone: RFC 9525 section 6.3 forbids to look at the subject, and wildcards within a label. */
function isFor(leaf: X509Certificate, host: string): boolean {
  const name =
    isIP(host) === 0 ? leaf.checkHost(host, { subject: 'never', partialWildcards: false }) : leaf.checkIP(host);
  return name !== undefined;
}

function namesTold(names: string[]): string {
  const shown = names.slice(0, NAMES_TOLD).map(visible).join(', ');
  return names.length > NAMES_TOLD ? `${shown}, …` : shown;
}

/** What is wrong with trust, time and name, each on its own. */
function problemsOf(peer: Peer, own: PeerCertificate, names: string[], host: string): Map<TlsProblem, Finding> {
  const problems = new Map<TlsProblem, Finding>();
  const { leaf, verdict } = peer;
  const chain = chainOf(leaf);
  const trust = verdict === null ? null : chainProblem(verdict);

  // An expired certificate further up may be one of two ways to an authority, so there OpenSSL's word is needed as well.
  const now = Date.now();
  const over = chain.find((each) => new Date(each.validTo).getTime() < now);
  if (over && (over === leaf || trust === 'expired')) {
    problems.set('expired', finding('certificate-expired', { validTo: dayOf(over.validTo) }));
  }
  const early = chain.find((each) => new Date(each.validFrom).getTime() > now);
  if (early && (early === leaf || trust === 'not-yet-valid')) {
    problems.set('not-yet-valid', finding('certificate-not-yet-valid', { validFrom: dayOf(early.validFrom) }));
  }
  if (trust === 'handshake-failed') {
    problems.set(trust, finding('tls-handshake-failed', { reason: 'certificate-too-weak' }));
  }
  // OpenSSL tells one error only, the time before the signature.
  if (trust === 'self-signed' || (trust !== null && leaf.checkIssued(leaf))) {
    problems.set('self-signed', finding('certificate-self-signed'));
  } else if (trust === 'untrusted-chain' || (trust !== null && problems.size === 0)) {
    problems.set('untrusted-chain', finding('certificate-untrusted-chain', { issuer: visible(issuerOf(own)) }));
  }
  if (names.length === 0) {
    problems.set('name-mismatch', finding('certificate-without-names', { subject: visible(subjectOf(own)) }));
  } else if (!isFor(leaf, host)) {
    problems.set('name-mismatch', finding('certificate-name-mismatch', { names: namesTold(names) }));
  }
  return problems;
}

function subjectOf(own: PeerCertificate): string {
  return [own.subject?.CN ?? own.subject?.O ?? ''].flat().join(', ');
}

/** What is without measure, though no program need mind it. */
function excesses(leaf: X509Certificate, names: string[]): Finding[] {
  const last = chainOf(leaf).at(MAX_CHAIN - 1);
  return [
    ...(names.length > MANY_CERTIFICATE_NAMES ? [finding('certificate-many-names', { count: names.length })] : []),
    ...(last?.issuerCertificate ? [finding('certificate-chain-long', { count: MAX_CHAIN })] : []),
  ];
}

function issuerOf(own: PeerCertificate): string {
  const parts = [own.issuer?.CN, own.issuer?.O].flat();
  return parts.filter((part) => part !== undefined).join(' ');
}

/** What a handshake left to judge. `verdict`: OpenSSL's word on the chain; null: well. */
export type Peer = { leaf: X509Certificate; verdict: string | null; protocol: string | null };

/**
 * To be called right behind the handshake: once the socket has closed, nothing is left. Null: it has closed already; it must
 * not be asked for anything else then, for Node 24 has been seen to crash (getProtocol).
 */
export function peerOf(socket: TLSSocket): Peer | null {
  const leaf = socket.getPeerX509Certificate();
  return leaf ? { leaf, verdict: verdictOf(socket), protocol: socket.getProtocol() } : null;
}

/**
 * Judges the certificate of an encrypted connection.
 *
 * @param host the name, or address, that the certificate must be for
 */
export function judgeCertificate(peer: Peer, host: string): { report: TlsReport; findings: Finding[] } {
  const own = peer.leaf.toLegacyObject();
  const names = altNamesOf(own.subjectaltname);
  const problems = problemsOf(peer, own, names, host);
  const product = antivirusProduct(issuerOf(own));
  const problem = WORST_FIRST.find((candidate) => problems.has(candidate)) ?? null;
  return {
    report: {
      protocol: peer.protocol,
      authorized: problem === null,
      subject: first(own.subject?.CN) ?? first(own.subject?.O),
      issuer: first(own.issuer?.CN) ?? first(own.issuer?.O),
      altNames: names.slice(0, MAX_CERTIFICATE_NAMES).map(visible),
      altNamesTotal: names.length,
      validFrom: isoTime(own.valid_from),
      validTo: isoTime(own.valid_to),
      problem,
    },
    findings: [
      ...(product === null ? [] : [finding('antivirus-certificate', { product })]),
      ...WORST_FIRST.flatMap((each) => problems.get(each) ?? []),
      ...excesses(peer.leaf, names),
    ],
  };
}

/** What is reported of TLS where no handshake ended. */
export function withoutCertificate(problem: TlsProblem | null): TlsReport {
  return {
    protocol: null,
    authorized: false,
    subject: null,
    issuer: null,
    altNames: [],
    altNamesTotal: 0,
    validFrom: null,
    validTo: null,
    problem,
  };
}
