import type { Phrases } from '../../../knowledge/phrases-schema.ts';
import type { SeenPort, SelfCheckReading } from '../reading.ts';
import { UNRELATED_HOST, UNRELATED_SUBMISSION_HOST, WEB_HOST } from '../self-check-command.ts';
import { visible } from '../visible.ts';
import { readCurl } from './curl.ts';
import { readNetcat } from './netcat.ts';
import { readOp25bLine } from './op25b-line.ts';
import { readOpenssl } from './openssl.ts';
import { readTelnet } from './telnet.ts';
import { readTestNetConnection } from './test-net-connection.ts';

/** Ports told of one paste; three or four are tried. */
const PORTS_LIMIT = 12;

type Tool = Exclude<SelfCheckReading['tool'], 'op25b'>;

/** What the output of a connection test says that the person ran on their own device; null when the text holds none. */
export function readSelfCheck(text: string, phrases: Phrases): SelfCheckReading | null {
  const own = readOp25bLine(text.replaceAll('\n', ' '));
  if (own) return own;
  const openssl = /s_client|CONNECTED\(|connect:errno|BIO_connect/i.test(text) ? readOpenssl(text) : null;
  if (openssl) return toReading('openssl', openssl.ports, openssl.issuer, phrases);
  const found = toolOutputs(text, phrases);
  return found ? toReading(found.tool, found.ports, null, phrases) : null;
}

function toolOutputs(text: string, phrases: Phrases): { tool: Tool; ports: SeenPort[] } | null {
  const readers: { tool: Tool; sign: RegExp; read: () => SeenPort[] }[] = [
    {
      tool: 'test-netconnection',
      sign: /TcpTestSucceeded|TCP connect to|Test-NetConnection|\btnc /i,
      read: () => readTestNetConnection(text),
    },
    { tool: 'curl', sign: /\bcurl\b/i, read: () => readCurl(text) },
    {
      tool: 'nc',
      sign: /\bn(?:c|cat)\b|succeeded!|\) open|\[[0-9a-f.:]{2,45}\] \d{1,5}/i,
      read: () => readNetcat(text),
    },
    { tool: 'telnet', sign: /./, read: () => readTelnet(text, phrases) },
  ];
  for (const { tool, sign, read } of readers) {
    const ports = sign.test(text) ? read() : [];
    if (ports.length > 0) return { tool, ports };
  }
  return null;
}

function isAt(port: SeenPort, host: string, number: number): boolean {
  return port.host?.toLowerCase() === host && port.port === number;
}

function toReading(tool: Tool, seen: SeenPort[], issuer: string | null, phrases: Phrases): SelfCheckReading {
  const elsewhere = (host: string, number: number) => seen.find((port) => isAt(port, host, number))?.state ?? null;
  const theirs = seen.filter((port) => !isAt(port, UNRELATED_HOST, 25) && port.port !== 443);
  const web = elsewhere(WEB_HOST, 443) ?? seen.find((port) => port.port === 443)?.state;
  const shown = issuer === null ? null : visible(issuer, 100);
  return {
    tool,
    ports: theirs.slice(0, PORTS_LIMIT),
    unrelated25: elsewhere(UNRELATED_HOST, 25),
    unrelated587: elsewhere(UNRELATED_SUBMISSION_HOST, 587),
    web: web ? (web === 'open' ? 'works' : 'fails') : null,
    certificateIssuer: shown,
    antivirus:
      phrases.antivirusIssuers.find(({ pattern }) => shown !== null && new RegExp(pattern, 'iu').test(shown))?.name ??
      null,
  };
}
