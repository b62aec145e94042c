import { styleText } from 'node:util';
import type { EndpointReport, ProbeReport, Route } from '../../conversation/types.ts';
import type { Language, ProgressState, Text } from '../../message/message.ts';
import { endpointState, endpointText, findingText } from '../../message/probe-text.ts';
import { text } from '../../message/text.ts';
import type { Translator } from '../../message/translator.ts';
import { PROGRESS_MARKS } from './plain-document.ts';
import { printable } from './printable.ts';

const COLOURS = { waiting: 'dim', good: 'green', bad: 'red', unclear: 'yellow' } as const satisfies Record<
  ProgressState,
  string
>;

/** The report as a support person reads it: one line an endpoint, then what it means. Colours only where asked for. */
export function checkReport(
  report: ProbeReport,
  translator: Translator,
  language: Language,
  colours: boolean,
): string[] {
  const words = (line: Text) => printable(translator.plain(language, line));
  const bold = (line: string) => (colours ? styleText('bold', line, { validateStream: false }) : line);
  const dim = (line: string) => (colours ? styleText('dim', line, { validateStream: false }) : line);
  const mark = (state: ProgressState) =>
    colours ? styleText(COLOURS[state], PROGRESS_MARKS[state], { validateStream: false }) : PROGRESS_MARKS[state];
  return [
    bold(words(text('terminal:check.title', { server: { code: report.server } }))),
    ...report.findings.map((finding) => `  ${words(findingText(finding))}`),
    ...sorted(report.endpoints).map(
      (endpoint) => `${mark(endpointState(endpoint))} ${words(endpointText(endpoint))}${dim(technical(endpoint))}`,
    ),
    words(text('terminal:check.took', { ms: report.took_ms })),
    '',
    bold(words(text('terminal:check.meaning'))),
    ...meanings(report).map((meaning) => `  ${words(meaning)}`),
  ];
}

function sorted(endpoints: EndpointReport[]): EndpointReport[] {
  return endpoints.toSorted((left, right) => left.port - right.port || left.family - right.family);
}

/** What a colleague who knows mail wants to see, in the protocol's own words. */
function technical(endpoint: EndpointReport): string {
  const parts = [
    endpoint.tls?.protocol ?? null,
    endpoint.auth.tls.length > 0 ? `AUTH ${endpoint.auth.tls.join(' ')}` : null,
    endpoint.size === null ? null : `SIZE ${endpoint.size}`,
    endpoint.banner === null ? null : printable(endpoint.banner).split(' ', 1).join(''),
  ];
  const known = parts.filter((part) => part !== null && part !== '');
  return known.length > 0 ? `  [${known.join(', ')}]` : '';
}

function meanings(report: ProbeReport): Text[] {
  const host = { code: report.dns.host };
  if (report.endpoints.length === 0) return nameMeanings(report, host);
  const limits = text('probe:meaning.port25-limits');
  return [submissionMeaning(report, host), port25Meaning(report), limits].filter((meaning) => meaning !== null);
}

function nameMeanings(report: ProbeReport, host: { code: string }): Text[] {
  const { suggestion } = report.dns;
  if (suggestion !== null) return [text('conversation:suggestion', { suggestion: { code: suggestion } })];
  return [text(report.dns.status === 'failed' ? 'probe:meaning.dns-failed' : 'probe:meaning.no-such-server', { host })];
}

function submissionMeaning(report: ProbeReport, host: { code: string }): Text {
  const route = report.routes.find((candidate) => candidate.usable);
  if (route) return usableMeaning(route);
  const submission = report.endpoints.filter((endpoint) => endpoint.port !== 25);
  if (submission.some((endpoint) => endpoint.state === 'open')) return text('probe:meaning.flawed', { host });
  const silent = submission.some((endpoint) => endpoint.state === 'timeout' || endpoint.state === 'unreachable');
  const calibrated = report.vantage.port587 === 'open' || report.vantage.port465 === 'open';
  return silent && !calibrated ? text('probe:meaning.unknown', { host }) : text('probe:meaning.none', { host });
}

function usableMeaning(route: Route): Text {
  const encryption = text(
    route.encryption === 'tls' ? 'conversation:encryption.tls' : 'conversation:encryption.starttls',
  );
  return text('probe:meaning.usable', { host: { code: route.host }, port: route.port, encryption });
}

function port25Meaning(report: ProbeReport): Text | null {
  const states = report.endpoints.filter((endpoint) => endpoint.port === 25).map((endpoint) => endpoint.state);
  if (states.length === 0) return null;
  if (states.includes('open')) return text('probe:meaning.port25-open');
  switch (report.vantage.port25) {
    case 'open':
      return text('probe:meaning.port25-closed');
    case 'blocked':
      return text('probe:meaning.port25-blocked');
    case 'unknown':
      return text('probe:meaning.port25-unknown');
  }
}
