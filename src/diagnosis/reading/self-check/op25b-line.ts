import type { SeenPort, SeenState, SelfCheckReading } from '../reading.ts';

/** First word of the line that the self-check command prints; the digit is the version of the format. */
export const LINE_MARK = 'OP25B1';

const STATES: Readonly<Record<string, SeenState>> = {
  open: 'open',
  refused: 'refused',
  timeout: 'timeout',
  unreachable: 'unreachable',
  reset: 'reset',
  failed: 'failed',
  dns: 'failed',
};
/** Implicit TLS: the server waits for the client to speak first (RFC 8314 section 3.3). */
const SILENT_PORT = 465;

/** Reads `OP25B1 <host> 25=timeout 465=open 587=open+220 x25=timeout x587=open web=open`; null when the text has no such line. */
export function readOp25bLine(text: string): SelfCheckReading | null {
  const line = /\bOP25B1 ([a-z0-9.:-]{1,253})((?:\s{1,3}x?[a-z0-9]{2,5}=[a-z]{2,12}(?:\+[a-z0-9]{0,3})?){1,12})/i.exec(
    text,
  );
  if (!line) return null;
  const ports: SeenPort[] = [];
  const others = new Map<string, SeenState>();
  for (const [, name = '', word = '', greeting] of (line[2] ?? '').matchAll(
    /(\w{2,5})=([a-z]{2,12})(\+[a-z0-9]{0,3})?/gi,
  )) {
    const state = STATES[word.toLowerCase()];
    if (!state) continue;
    const port = Number(name);
    if (!(port > 0 && port < 65_536)) others.set(name.toLowerCase(), state);
    else ports.push({ host: line[1] ?? null, port, state, greeting: greetingOf(port, state, greeting) });
  }
  const web = others.get('web');
  return {
    tool: 'op25b',
    ports,
    unrelated25: others.get('x25') ?? null,
    unrelated587: others.get('x587') ?? null,
    web: web === undefined ? null : web === 'open' ? 'works' : 'fails',
    certificateIssuer: null,
    antivirus: null,
  };
}

function greetingOf(port: number, state: SeenState, greeting: string | undefined): boolean | null {
  if (state !== 'open') return null;
  if (greeting !== undefined) return true;
  return port === SILENT_PORT ? null : false;
}
