import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { X509Certificate } from 'node:crypto';
import type { Finding, TlsProblem, TlsReport } from '../diagnosis/probe-report.ts';
import { antivirusIssuer } from './antivirus-issuer.ts';
import { visible } from './visible.ts';

const MOST_NAMES = 20;
const SELF_SIGNED = ['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'];

/** The worst first: it is the one that a person has to hear of. */
const WORST_FIRST: readonly TlsProblem[] = [
  'expired',
  'not-yet-valid',
  'self-signed',
  'untrusted-chain',
  'name-mismatch',
];

/** What the server's certificate tells, and what is wrong with it. Chain and name are judged apart. */
export function inspectTls(socket: TLSSocket, host: string, now: number): { report: TlsReport; findings: Finding[] } {
  const certificate = socket.getPeerX509Certificate();
  const protocol = socket.getProtocol();
  if (!certificate) return { report: noCertificate(protocol), findings: [] };
  const names = namesOf(certificate);
  const problems = problemsOf(certificate, chainError(socket), host, now);
  const report: TlsReport = {
    protocol,
    authorized: problems.size === 0,
    subject: visible(lastName(certificate.subject)),
    issuer: visible(lastName(certificate.issuer)),
    altNames: names.slice(0, MOST_NAMES).map((name) => visible(name)),
    altNamesTotal: names.length,
    validFrom: certificate.validFromDate.toISOString(),
    validTo: certificate.validToDate.toISOString(),
    problem: WORST_FIRST.find((problem) => problems.has(problem)) ?? null,
  };
  return { report, findings: findingsOf(problems, report, certificate.issuer) };
}

export function failedTls(problem: 'handshake-failed' | 'too-old', protocol: string | null): TlsReport {
  return { ...noCertificate(protocol), problem };
}

function noCertificate(protocol: string | null): TlsReport {
  return {
    protocol,
    authorized: false,
    subject: null,
    issuer: null,
    altNames: [],
    altNamesTotal: 0,
    validFrom: null,
    validTo: null,
    problem: null,
  };
}

/** Node gives the code of OpenSSL's verification, though its type says Error. */
function chainError(socket: TLSSocket): string | null {
  const error: unknown = socket.authorizationError;
  if (!error) return null;
  if (typeof error === 'string') return error;
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}

function problemsOf(certificate: X509Certificate, chain: string | null, host: string, now: number): Set<TlsProblem> {
  const problems = new Set<TlsProblem>();
  if (certificate.validToDate.getTime() < now) problems.add('expired');
  if (certificate.validFromDate.getTime() > now) problems.add('not-yet-valid');
  const named = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host);
  if (named === undefined) problems.add('name-mismatch');
  if (chain === null) return problems;
  if (chain === 'CERT_HAS_EXPIRED' && !problems.has('expired')) problems.add('expired');
  else if (chain === 'CERT_NOT_YET_VALID' && !problems.has('not-yet-valid')) problems.add('not-yet-valid');
  else if (SELF_SIGNED.includes(chain))
    problems.add(certificate.checkIssued(certificate) ? 'self-signed' : 'untrusted-chain');
  else if (!chain.startsWith('CERT_')) problems.add('untrusted-chain');
  return problems;
}

function findingsOf(problems: Set<TlsProblem>, report: TlsReport, issuer: string): Finding[] {
  const findings: Finding[] = [];
  const product = antivirusIssuer(issuer);
  if (product) findings.push({ code: 'antivirus-certificate', args: { product } });
  for (const problem of WORST_FIRST) {
    if (!problems.has(problem)) continue;
    const args: Finding['args'] = {};
    if (problem === 'expired') args['validTo'] = (report.validTo ?? '').slice(0, 10);
    if (problem === 'not-yet-valid') args['validFrom'] = (report.validFrom ?? '').slice(0, 10);
    if (problem === 'name-mismatch') args['names'] = report.altNames.slice(0, 5).join(', ') || (report.subject ?? '');
    findings.push({ code: `certificate-${problem}`, args });
  }
  return findings;
}

/** `DNS:a, DNS:b, IP Address:…`; quoted entries hold separators and are no plain names. */
function namesOf(certificate: X509Certificate): string[] {
  const list = certificate.subjectAltName ?? '';
  return list
    .split(', ')
    .map((entry) => /^(?:DNS|IP Address):([^"]+)$/.exec(entry)?.[1])
    .filter((name) => name !== undefined);
}

/** The most telling part of a distinguished name: CN, else the organisation, else all of it. */
function lastName(distinguished: string): string {
  const part = (type: string) => new RegExp(`^${type}=(.*)$`, 'm').exec(distinguished)?.[1];
  return part('CN') ?? part('O') ?? distinguished.replaceAll('\n', ', ');
}
