import type { Reason } from '../diagnosis/diagnosis.ts';
import type { EndpointReport, ProbeReport } from '../diagnosis/probe-report.ts';
import type { Remedy } from '../diagnosis/remedy.ts';
import type { Names, Param, Text } from './message.ts';
import { findingText } from './probe-text.ts';
import { dataText, text } from './text.ts';

const BYTES_PER_MB = 1_000_000;
/** More names of a certificate than this only confuse. */
const MOST_NAMES = 5;

export type RemedyParams = Record<'host' | 'port' | 'encryption' | 'line' | 'names' | 'problem' | 'limit', Param>;

export function reasonText(reason: Reason): Text {
  return dataText(`evidence:${reason.feature}.${reason.value}`);
}

/**
 * The values that the texts of a remedy may name; what is not known is said to be unknown.
 *
 * @param line name of the person's internet provider, when it is known
 */
export function remedyParams(remedy: Remedy, report: ProbeReport | null, line: Names | null): RemedyParams {
  const unknown = text('conversation:unknown-value');
  const route = remedy.route;
  const host = route?.host ?? report?.dns.host ?? null;
  return {
    host: host !== null && remedy.id !== 'correct-host' ? { code: host } : suggested(remedy),
    port: route?.port ?? unknown,
    encryption: route ? dataText(`clients:${remedy.client}.encryption.${route.encryption}`) : unknown,
    line: line ? { names: line } : unknown,
    names: certificateNames(report) ?? unknown,
    problem: certificateProblem(report) ?? unknown,
    limit: sizeLimit(report) ?? unknown,
  };
}

/** All steps in the order they are done. */
export function remedySteps(remedy: Remedy, params: RemedyParams): Text[] {
  return [...remedy.before, ...remedy.clientSteps, ...remedy.after].map((step) => ({ key: step.key, params }));
}

function suggested(remedy: Remedy): Param {
  return remedy.route?.host ? { code: remedy.route.host } : text('conversation:unknown-host');
}

function certificateNames(report: ProbeReport | null): Param | null {
  const names = report?.endpoints.find((endpoint) => endpoint.tls?.problem === 'name-mismatch')?.tls?.altNames ?? [];
  return names.length > 0 ? { code: names.slice(0, MOST_NAMES).join(', ') } : null;
}

function certificateProblem(report: ProbeReport | null): Text | null {
  const findings = (report?.endpoints ?? []).flatMap((endpoint: EndpointReport) => endpoint.findings);
  const finding = findings.find(({ code }) => code.startsWith('certificate-') || code.startsWith('tls-'));
  return finding ? findingText(finding) : null;
}

function sizeLimit(report: ProbeReport | null): string | null {
  const sizes = (report?.endpoints ?? []).flatMap((endpoint) => (endpoint.size ? [endpoint.size] : []));
  return sizes.length > 0 ? `${Math.round(Math.min(...sizes) / BYTES_PER_MB)} MB` : null;
}
