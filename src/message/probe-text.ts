import type { EndpointReport, Finding } from '../diagnosis/probe-report.ts';
import type { ProgressState, Text } from './message.ts';
import { dataText, text } from './text.ts';

/** Findings that name a fact and no trouble; they are not repeated beside an endpoint that works. */
const QUIET = [
  'auth-without-tls',
  'greeting-delayed',
  'reply-odd-characters',
  'certificate-many-names',
  'certificate-chain-long',
];

/** One endpoint in one line: port, address, state, time and the remark that matters most. */
export function endpointText(endpoint: EndpointReport): Text {
  const state = dataText(`probe:state.${endpoint.state}`);
  const common = { port: endpoint.port, ip: { code: endpoint.ip }, state };
  const remark = remarkOf(endpoint);
  const ms = totalMs(endpoint);
  if (ms === null)
    return remark ? text('probe:endpoint-remark', { ...common, remark }) : text('probe:endpoint', common);
  return remark
    ? text('probe:endpoint-ms-remark', { ...common, ms, remark })
    : text('probe:endpoint-ms', { ...common, ms });
}

export function endpointState(endpoint: EndpointReport): ProgressState {
  if (endpoint.state !== 'open') return endpoint.port === 25 ? 'unclear' : 'bad';
  return endpoint.findings.some((finding) => !QUIET.includes(finding.code) && !isNormal(endpoint, finding))
    ? 'bad'
    : 'good';
}

/** A remark of the probe with its arguments, which are text from outside. */
export function findingText(finding: Finding): Text {
  const params = Object.entries(finding.args).map(([name, value]) => [name, { code: String(value) }]);
  return dataText(`finding:${finding.code}`, Object.fromEntries(params));
}

/** Port 25 is for mail between servers: no sign-in there is as it should be. */
function isNormal(endpoint: EndpointReport, finding: Finding): boolean {
  return endpoint.port === 25 && finding.code === 'auth-missing';
}

function remarkOf(endpoint: EndpointReport): Text | null {
  const finding = endpoint.findings.find(
    (candidate) => !QUIET.includes(candidate.code) && !isNormal(endpoint, candidate),
  );
  if (finding) return findingText(finding);
  if (endpoint.port === 25 || endpoint.auth.tls.length === 0) return null;
  return text(endpoint.port === 465 ? 'probe:ready-tls' : 'probe:ready-starttls');
}

function totalMs(endpoint: EndpointReport): number | null {
  const phases = Object.values(endpoint.ms);
  return phases.length > 0 ? Math.round(phases.reduce((sum, ms) => sum + ms, 0)) : null;
}
