import type { Features } from './condition.ts';
import type { CalibratedState, EndpointReport, MailPort, PortState, ProbeReport } from './probe-report.ts';

/** Findings of an endpoint that took the connection and then did not speak SMTP to us in time. */
const MUTE = ['mute', 'drip', 'ended-early', 'reset-midway', 'tls-stalled'];
const REFUSES = ['greeting-refused', 'rate-limited', 'tarpit'];

/**
 * What the bot's own probe tells of the server, as far as its vantage point allows: port 25 silent from here means "closed"
 * only when calibration shows that this network can use port 25 at all; otherwise it means nothing.
 *
 * @param settingsPort the port set in the person's mail program, whose endpoint then counts before the others
 */
export function serverFeatures(report: ProbeReport, settingsPort: MailPort | null): Features {
  const features: Features = {};
  if (report.dns.status !== 'failed') features['server-dns'] = report.dns.status;
  if (report.dns.addresses.length > 0) features['server-addresses'] = addressFamilies(report.dns.addresses);
  if (report.endpoints.length === 0) return features;

  const port25 = portState(report.endpoints, 25, report.vantage.port25);
  const port465 = portState(report.endpoints, 465, report.vantage.port465);
  const port587 = portState(report.endpoints, 587, report.vantage.port587);
  if (port25) features['server-25'] = port25;
  if (port465) features['server-465'] = port465;
  if (port587) features['server-587'] = port587;

  const open = report.endpoints.filter((endpoint) => endpoint.state === 'open');
  if (open.length > 0) features['server-reachable'] = 'yes';
  else if (port465 === 'closed' && port587 === 'closed' && knownClosed25(report)) features['server-reachable'] = 'no';

  if (report.routes.some((route) => route.usable)) features['server-submission'] = 'usable';
  else if (port465 === 'open' || port587 === 'open') features['server-submission'] = 'flawed';
  else if (port465 === 'closed' && port587 === 'closed') {
    features['server-submission'] = 'none';
    features['server-silence'] = submissionIsSilent(report) ? 'silent' : 'refused';
  }

  Object.assign(features, conversationFeatures(open, settingsPort));
  return features;
}

/** Nothing is said of port 25 by silence alone; a refusal comes from a host that is there. */
function knownClosed25(report: ProbeReport): boolean {
  const states = report.endpoints.filter((endpoint) => endpoint.port === 25).map((endpoint) => endpoint.state);
  return report.vantage.port25 === 'open' || (states.length > 0 && states.every((state) => state === 'refused'));
}

function addressFamilies(addresses: string[]): 'ipv4' | 'ipv6' | 'both' {
  const isIpv6 = (address: string) => address.includes(':');
  if (addresses.every(isIpv6)) return 'ipv6';
  return addresses.some(isIpv6) ? 'both' : 'ipv4';
}

/** A packet filter drops what comes; a host where nobody listens refuses it. */
function submissionIsSilent({ endpoints }: ProbeReport): boolean {
  return endpoints.some(({ port, state }) => port !== 25 && state === 'timeout');
}

function portState(endpoints: EndpointReport[], port: MailPort, calibrated: CalibratedState): 'open' | 'closed' | null {
  const states = endpoints.filter((endpoint) => endpoint.port === port).map((endpoint) => endpoint.state);
  if (states.includes('open')) return 'open';
  if (states.length === 0 || calibrated === 'blocked') return null;
  if (calibrated === 'open') return 'closed';
  const answered: PortState[] = ['refused', 'reset'];
  return port !== 25 && states.every((state) => answered.includes(state)) ? 'closed' : null;
}

function conversationFeatures(open: EndpointReport[], settingsPort: MailPort | null): Features {
  const features: Features = {};
  const ofSettings = open.filter((endpoint) => endpoint.port === settingsPort);
  const ofSubmission = open.filter((endpoint) => endpoint.port !== 25);
  const looked = ofSettings.length > 0 ? ofSettings : ofSubmission.length > 0 ? ofSubmission : open;

  const speech = speechOf(looked);
  if (speech) features['server-speech'] = speech;

  const starttls = starttlsOf(looked.some((endpoint) => endpoint.port !== 465) ? looked : open);
  if (starttls) features['server-starttls'] = starttls;

  const withTls = looked.filter((endpoint) => endpoint.tls !== null);
  const judged = withTls.length > 0 ? withTls : ofSubmission.filter((endpoint) => endpoint.tls !== null);
  const problem = judged.map((endpoint) => endpoint.tls?.problem).find((candidate) => candidate !== null);
  if (problem) features['server-certificate'] = problem;
  else if (judged.length > 0) features['server-certificate'] = 'valid';

  const encrypted = ofSubmission.filter((endpoint) => endpoint.ehloTls.length > 0);
  if (encrypted.length > 0) {
    features['server-auth'] = encrypted.some((endpoint) => endpoint.auth.tls.length > 0) ? 'inside-tls' : 'missing';
  }
  return features;
}

function has(endpoint: EndpointReport, codes: string[]): boolean {
  return endpoint.findings.some((finding) => codes.includes(finding.code));
}

function speechOf(endpoints: EndpointReport[]): string | null {
  if (endpoints.some((endpoint) => endpoint.ehlo.length > 0 || endpoint.ehloTls.length > 0)) return 'normal';
  if (endpoints.some((endpoint) => has(endpoint, ['wrong-protocol']))) return 'wrong-protocol';
  if (endpoints.some((endpoint) => has(endpoint, REFUSES))) return 'refuses';
  return endpoints.some((endpoint) => has(endpoint, MUTE)) ? 'mute' : null;
}

function starttlsOf(endpoints: EndpointReport[]): string | null {
  const spoken = endpoints.filter((endpoint) => endpoint.starttls !== null);
  if (spoken.some((endpoint) => has(endpoint, ['starttls-masked']))) return 'masked';
  if (spoken.some((endpoint) => has(endpoint, ['starttls-refused', 'starttls-injection']))) return 'broken';
  if (spoken.some((endpoint) => endpoint.starttls)) return 'offered';
  return spoken.length > 0 ? 'missing' : null;
}
