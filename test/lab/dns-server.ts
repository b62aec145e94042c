import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { decode, encode, streamDecode, streamEncode, TRUNCATED_RESPONSE, type Answer, type Packet } from 'dns-packet';

/** The records of a name. `silent`: no question about it is answered. `broken`: SERVFAIL. */
export type ZoneEntry = {
  A?: string[];
  AAAA?: string[];
  MX?: { preference: number; exchange: string }[];
  SRV?: { priority?: number; weight?: number; port: number; target: string }[];
  CNAME?: string;
  silent?: true;
  broken?: true;
};

/** By name in lower case. A name that is not here, nor above one that is, does not exist. */
export type Zone = Record<string, ZoneEntry>;

export type LabDns = {
  /** `host:port`, as OP25B_DNS has it. */
  server: string;
  /** Questions so far, as `TYPE name`. */
  asked: string[];
  close(): void;
};

const SERVFAIL = 2;
const NXDOMAIN = 3;
const TTL = 60;
/** Of an answer over UDP, as DNS servers have it since the flag day of 2020. */
const MOST_BYTES = 1232;
const MOST_ALIASES = 30;

function recordsOf(zone: Zone, name: string, type: string, depth = 0): Answer[] {
  const entry = zone[name] ?? {};
  const base = { name, ttl: TTL };
  if (entry.CNAME !== undefined && depth < MOST_ALIASES) {
    return [{ ...base, type: 'CNAME', data: entry.CNAME }, ...recordsOf(zone, entry.CNAME, type, depth + 1)];
  }
  if (type === 'A') return (entry.A ?? []).map((data): Answer => ({ ...base, type: 'A', data }));
  if (type === 'AAAA') return (entry.AAAA ?? []).map((data): Answer => ({ ...base, type: 'AAAA', data }));
  if (type === 'MX') return (entry.MX ?? []).map((data): Answer => ({ ...base, type: 'MX', data }));
  if (type === 'SRV') return (entry.SRV ?? []).map((data): Answer => ({ ...base, type: 'SRV', data }));
  return [];
}

/** What does not fit into one packet is asked for again over TCP (RFC 2181 section 9). */
function fitting(answer: Packet): Buffer {
  const whole = encode(answer);
  if (whole.length <= MOST_BYTES) return whole;
  return encode({ ...answer, answers: [], flags: (answer.flags ?? 0) | TRUNCATED_RESPONSE });
}

/** UDP and TCP on one port; a port that is free for the one may be taken for the other. */
export async function bindBoth(): Promise<{ udp: UdpSocket; tcp: Server; port: number }> {
  for (;;) {
    const udp = createSocket('udp4').bind(0, '127.0.0.1');
    await once(udp, 'listening');
    const { port } = udp.address();
    const tcp = createServer().listen(port, '127.0.0.1');
    try {
      await once(tcp, 'listening');
      return { udp, tcp, port };
    } catch {
      udp.close();
    }
  }
}

/** A small authoritative DNS server on 127.0.0.1, over UDP and TCP. */
export async function startDns(zone: Zone): Promise<LabDns> {
  const asked: string[] = [];
  const reply = (packet: Packet): Packet | null => {
    const { id = 0, questions = [] } = packet;
    const question = questions[0];
    if (question === undefined) return null;
    const name = question.name.toLowerCase();
    asked.push(`${question.type} ${name}`);
    const entry = zone[name];
    if (entry?.silent) return null;
    const exists = entry !== undefined || Object.keys(zone).some((each) => each.endsWith(`.${name}`));
    const flags = entry?.broken ? SERVFAIL : exists ? 0 : NXDOMAIN;
    return { type: 'response', id, flags, questions, answers: recordsOf(zone, name, question.type) };
  };

  const { udp, tcp, port } = await bindBoth();
  udp.on('message', (message, sender) => {
    const answer = reply(decode(message));
    if (answer) udp.send(fitting(answer), sender.port, sender.address);
  });
  tcp.on('connection', (socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (data) => {
      const answer = reply(streamDecode(data) ?? {});
      if (answer) socket.end(streamEncode(answer));
    });
  });
  return {
    server: `127.0.0.1:${port}`,
    asked,
    close() {
      udp.close();
      tcp.close();
    },
  };
}
