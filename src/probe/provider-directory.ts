import type { MailPort } from '../diagnosis/probe-report.ts';

export type ProviderRoute = { host: string; port: MailPort; encryption: 'none' | 'starttls' | 'tls' };

/** `ofTheDesk`: a server of the desk itself, which knows it better than the domain's SRV records do. */
export type Provider = { id: string; routes: ProviderRoute[]; ofTheDesk?: boolean | undefined };

/** The table of mail providers, as far as the probe needs it. Names are lower case, in ASCII, without a trailing dot. */
export type ProviderDirectory = {
  /** The provider of a mail domain, such as `gmail.com`. */
  byDomain(domain: string): Provider | null;
  /** The provider that a submission host belongs to, such as `smtp.gmail.com`. */
  byHost(host: string): Provider | null;
  /** The provider that an MX host belongs to, by its suffix. */
  byMx(exchange: string): Provider | null;
  /** Submission hosts, among which a misspelt name is looked for. */
  knownHosts(): string[];
};
