import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { decode, encode } from 'dns-packet';
import type { Answer, Question } from 'dns-packet';
import { listenAsMailServer } from './small-mail-server.ts';
import type { SmallMailServer } from './small-mail-server.ts';

/**
 * The rest of the lab's internet, one process in the `world` namespace: a DNS server, mail hosts that are no concern of
 * the person, and web hosts. Started with its plan as one JSON argument; prints `ready`, ends with its input.
 */
export type WorldPlan = {
  dns: string[];
  /** Host name → addresses, both families. A name that is not here does not exist. */
  names: Record<string, string[]>;
  mx: Record<string, string>;
  mailHosts: (SmallMailServer & { addresses: string[] })[];
  web: string[];
};

const NO_SUCH_NAME = 3;

function answer(plan: WorldPlan, question: Question): Answer[] | null {
  const name = question.name.toLowerCase();
  const addresses = plan.names[name];
  const exchange = plan.mx[name];
  if (addresses === undefined && exchange === undefined) return null;
  if (question.type === 'MX' && exchange !== undefined) {
    return [{ type: 'MX', name: question.name, ttl: 60, data: { preference: 10, exchange } }];
  }
  if (question.type !== 'A' && question.type !== 'AAAA') return [];
  const type = question.type;
  const mine = (addresses ?? []).filter((address) => address.includes(':') === (type === 'AAAA'));
  return mine.map((data): Answer => ({ type, name: question.name, ttl: 60, data }));
}

function serveDns(plan: WorldPlan, address: string): Promise<unknown> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.on('message', (message, sender) => {
    const { id, questions = [] } = decode(message);
    const question = questions[0];
    if (question === undefined) return;
    const answers = answer(plan, question);
    const flags = answers === null ? NO_SUCH_NAME : 0;
    socket.send(
      encode({ type: 'response', id: id ?? 0, flags, questions, answers: answers ?? [] }),
      sender.port,
      sender.address,
    );
  });
  socket.bind(53, address);
  return once(socket, 'listening');
}

function serveWeb(address: string): Promise<unknown> {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()));
  server.listen(443, address);
  return once(server, 'listening');
}

const plan: WorldPlan = JSON.parse(process.argv[2] ?? '');
await Promise.all([
  ...plan.dns.map((address) => serveDns(plan, address)),
  ...plan.mailHosts.flatMap((host) =>
    host.addresses.flatMap((address) => [25, 465, 587].map((port) => listenAsMailServer(host, address, port))),
  ),
  ...plan.web.map(serveWeb),
]);
console.log('ready');
process.stdin.resume().once('end', () => process.exit(0));
