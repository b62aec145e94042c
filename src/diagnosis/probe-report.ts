import type { MailPort } from '../knowledge/mail-ports.ts';

/**
 * What a probe of a mail server reports. The shape is public: `op25b check --json` prints it.
 * Every remark is a `Finding`, a code with arguments; its words live in locales, its meaning in knowledge/data.
 */

export { MAIL_PORTS, type MailPort } from '../knowledge/mail-ports.ts';

/** `refused-target`: the address was not dialled, because it is not a public one. */
export type PortState = 'open' | 'refused' | 'timeout' | 'unreachable' | 'reset' | 'refused-target';

/** A remark as data. `args` holds text from the server only after control characters were made visible. */
export type Finding = { code: string; args: Record<string, string | number> };

export type TlsProblem =
  | 'expired'
  | 'not-yet-valid'
  | 'name-mismatch'
  | 'self-signed'
  | 'untrusted-chain'
  | 'handshake-failed'
  | 'too-old';

export type TlsReport = {
  /** For example `TLSv1.3`; null when the handshake did not end. */
  protocol: string | null;
  authorized: boolean;
  subject: string | null;
  issuer: string | null;
  /** At most 20 names; `altNamesTotal` tells how many there are. */
  altNames: string[];
  altNamesTotal: number;
  /** ISO 8601 times. */
  validFrom: string | null;
  validTo: string | null;
  problem: TlsProblem | null;
};

/** Milliseconds that each phase took; a phase that was not reached is absent. `ehloTls` is the EHLO inside TLS. */
export type PhaseMs = {
  connect?: number;
  banner?: number;
  ehlo?: number;
  starttls?: number;
  tls?: number;
  ehloTls?: number;
};

/** One address and port. */
export type EndpointReport = {
  /** The name that was asked about (sent as SNI and held against the certificate); the address where none was given. */
  host: string;
  ip: string;
  family: 4 | 6;
  port: MailPort;
  state: PortState;
  ms: PhaseMs;
  /** The greeting, its lines joined by a line feed; null when none came. */
  banner: string | null;
  /** EHLO keywords with parameters, before TLS (for 465: none). */
  ehlo: string[];
  /** EHLO keywords with parameters, inside TLS. */
  ehloTls: string[];
  /** STARTTLS offered; null when that was not learnt (or on 465). */
  starttls: boolean | null;
  tls: TlsReport | null;
  /** SASL mechanisms offered before and inside TLS. */
  auth: { plain: string[]; tls: string[] };
  /** The SIZE limit in bytes; null when none is told. */
  size: number | null;
  findings: Finding[];
};

/** A way to hand in mail; `usable` when a mail program can sign in there, encrypted and without a certificate warning. */
export type Route = {
  host: string;
  port: MailPort;
  encryption: 'none' | 'starttls' | 'tls';
  auth: string[];
  usable: boolean;
};

export type CalibratedState = 'open' | 'blocked' | 'unknown';

/** How the submission host was found. */
export type DiscoveryMethod = 'given' | 'srv' | 'provider' | 'mx-provider' | 'mx' | 'usual-name';

export type DnsReport = {
  /** `ok`: at least one address. `no-address`: the name exists without A and AAAA. `failed`: no answer from the resolver. */
  status: 'ok' | 'nxdomain' | 'no-address' | 'failed';
  /** ASCII form of the name that was looked up. */
  host: string;
  addresses: string[];
  mx: string[];
  method: DiscoveryMethod;
  /** Id of the row in knowledge/data/providers.json, when the host, domain or MX is known. */
  provider: string | null;
  /** The nearest known host, when the name does not exist. */
  suggestion: string | null;
};

export type ProbeReport = {
  /** As the person named it. */
  server: string;
  /** ISO 8601 time of the start. */
  at: string;
  vantage: { id: 'bot'; port25: CalibratedState; port465: CalibratedState; port587: CalibratedState };
  dns: DnsReport;
  endpoints: EndpointReport[];
  /** Best first. */
  routes: Route[];
  /** Remarks on the whole: discovery, DNS, refused addresses. */
  findings: Finding[];
  took_ms: number;
};

/** What a probe tells while it runs. `revised`: an earlier verdict on this endpoint is replaced. */
export type ProbeEvent =
  | { type: 'dns'; dns: DnsReport; findings: Finding[] }
  | { type: 'endpoint'; endpoint: EndpointReport; revised: boolean; done: number; total: number }
  | { type: 'report'; report: ProbeReport };
