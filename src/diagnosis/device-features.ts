import type { Features } from './condition.ts';
import type { SeenState, SelfCheckReading } from './reading/reading.ts';

/** No answer at all; a refusal shows that the host was reached. */
const SILENT: SeenState[] = ['timeout', 'unreachable'];

type Seen = 'open' | 'blocked' | 'unknown';

function seen(state: SeenState | undefined | null): Seen {
  if (state === undefined || state === null) return 'unknown';
  return state === 'open' ? 'open' : 'blocked';
}

/**
 * What the self-check on the person's own device tells, as one pattern over the ports of their server, plus port 25 of an
 * unrelated host. Only this vantage point can speak of the person's own network (OP25B).
 */
export function deviceFeatures(reading: SelfCheckReading): Features {
  const features: Features = {};
  const stateAt = (port: number) => reading.ports.find((candidate) => candidate.port === port)?.state;
  const stateOf = (port: number) => seen(stateAt(port));
  const silent25 = SILENT.includes(stateAt(25) ?? 'open');
  const refused = [stateAt(465), stateAt(587)].includes('refused');
  const pattern =
    silent25 && refused
      ? 'only-25-silent'
      : devicePattern(stateOf(25), stateOf(465), stateOf(587), seen(reading.unrelated587), reading.web);
  if (pattern !== null) features['from-device'] = pattern;
  const unrelated = seen(reading.unrelated25);
  if (unrelated !== 'unknown') features['unrelated-25'] = unrelated;
  if (reading.certificateIssuer !== null) {
    features['certificate-at-device'] = reading.antivirus === null ? 'ordinary' : 'antivirus';
  }
  return features;
}

function devicePattern(
  port25: Seen,
  port465: Seen,
  port587: Seen,
  unrelated587: Seen,
  web: 'works' | 'fails' | null,
): string | null {
  const submission = [port465, port587];
  if (submission.includes('open')) {
    if (port25 === 'blocked') return 'only-25-blocked';
    return port25 === 'open' ? 'all-open' : null;
  }
  if (!submission.includes('blocked')) return null;
  if (port25 === 'open') return 'submission-blocked';
  if (web === 'fails') return 'offline';
  if (unrelated587 === 'open') return 'server-blocked';
  return unrelated587 === 'blocked' ? 'mail-blocked' : 'all-mail-fails';
}
