import type { DnsReport, Finding, MailPort } from '../diagnosis/probe-report.ts';

export type FoundHost = { host: string; addresses: string[] };

/** Where the probe goes, and how that was found out. Without hosts the DNS report tells why. */
export type Discovery = {
  hosts: FoundHost[];
  /** Mail ports beyond the usual ones that an SRV record or the provider names. */
  ports: MailPort[];
  dns: DnsReport;
  findings: Finding[];
};
