import { encode, streamDecode, streamEncode, decode, TRUNCATED_RESPONSE, type Answer, type Packet } from 'dns-packet';
import { bindBoth } from '../lab/dns-server.ts';

/** What is wrong with a name server. Over UDP all but `silent`, `garbage` and `stranger` say that the answer is too long for it. */
export type DnsFault =
  | 'silent'
  | 'garbage'
  | 'stranger'
  | 'tcp-silent'
  | 'tcp-refused'
  | 'tcp-drip'
  | 'tcp-huge'
  | 'tcp-endless';

const DRIP_MS = 50;
/** As much as fits into one message (RFC 1035 section 4.2.2), of records that nobody asked for. */
const HUGE_TXT: Answer[] = Array.from({ length: 230 }, (_, index) => ({
  name: `t${index}.example`,
  type: 'TXT',
  data: ['x'.repeat(250)],
}));

/** A name server on 127.0.0.1 that answers every question in its own way; A questions with `address`, where it answers at all. */
export async function startHostileDns(fault: DnsFault, address: string): Promise<{ server: string; close(): void }> {
  const { udp, tcp, port } = await bindBoth();
  const timers: NodeJS.Timeout[] = [];
  const answersTo = ({ questions = [] }: Packet): Answer[] => {
    const [question] = questions;
    return question?.type === 'A' ? [{ name: question.name, type: 'A', ttl: 1, data: address }] : [];
  };
  const response = (packet: Packet, answers: Answer[], flags = 0): Packet => ({
    type: 'response',
    id: packet.id ?? 0,
    questions: packet.questions ?? [],
    answers,
    flags,
  });
  udp.on('message', (message, sender) => {
    const packet = decode(message);
    const send = (bytes: Buffer): void => udp.send(bytes, sender.port, sender.address);
    if (fault === 'silent') return;
    if (fault === 'garbage') return send(Buffer.alloc(600, 0xff));
    // An answer to a question with another id, as somebody would send who guesses (RFC 5452).
    if (fault === 'stranger')
      return send(encode({ ...response(packet, answersTo(packet)), id: ((packet.id ?? 0) + 1) % 65_536 }));
    send(encode(response(packet, [], TRUNCATED_RESPONSE)));
  });
  tcp.on('connection', (socket) => {
    socket.on('error', () => socket.destroy());
    timers.push(setTimeout(() => socket.destroy(), 20_000));
    socket.once('data', (data) => {
      const packet = streamDecode(data) ?? {};
      if (fault === 'tcp-huge') socket.end(streamEncode(response(packet, [...answersTo(packet), ...HUGE_TXT])));
      if (fault === 'tcp-drip') {
        const bytes = streamEncode(response(packet, answersTo(packet)));
        let at = 0;
        timers.push(setInterval(() => socket.destroyed || socket.write(bytes.subarray(at, ++at)), DRIP_MS));
      }
      if (fault === 'tcp-endless') {
        const more = (): void => {
          while (!socket.destroyed && socket.write(Buffer.alloc(64 * 1024, 0x41)));
        };
        socket.on('drain', more);
        more();
      }
    });
  });
  if (fault === 'tcp-refused') tcp.close();
  return {
    server: `127.0.0.1:${port}`,
    close() {
      for (const timer of timers) clearTimeout(timer);
      udp.close();
      tcp.close();
    },
  };
}
