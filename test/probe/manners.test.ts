import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { PERSONALITIES, type PersonalityName } from '../lab/personalities.ts';
import { labDial } from '../lab/mail-server.ts';
import { ADDRESS, closeLabAfterwards, HOST, proberFor, reportOf, serve, SHORT, until } from './probing.ts';

closeLabAfterwards();

const SCRIPTED: PersonalityName[] = [
  'mute',
  'mute-in-tls',
  'drip',
  'tarpit',
  'slow-greeting',
  'greeting-554',
  'greeting-421',
  'http',
  'ftp',
  'imap',
  'tls-on-587',
  'plain-on-465',
  'starttls-masked',
  'starttls-refused',
  'starttls-then-stall',
  'starttls-injection',
  'fin-after-handshake',
  'ehlo-refused',
  'mixed-codes',
  'endless-banner',
  'endless-ehlo',
  'hostile-banner',
];

/** A command, as against bytes of a TLS handshake that a plain server takes for lines. */
const COMMAND = /^(?<verb>[a-z]{4,8})(?: |$)/iu;

describe.concurrent('with a server that is', () => {
  it.each(SCRIPTED)('%s nothing but EHLO, STARTTLS and QUIT is ever said, over one connection a port', async (name) => {
    const server = await serve(PERSONALITIES[name]);
    const { prober } = await proberFor([server], { limits: SHORT });
    await reportOf(prober.probe(HOST));
    const ports = [25, 465, 587] as const;
    await until(() => ports.every((port) => server.connections(port).open === 0));
    const said = server.heard.flatMap((line) => COMMAND.exec(line)?.groups?.['verb'] ?? []);
    for (const verb of said) expect(['EHLO', 'STARTTLS', 'QUIT']).toContain(verb);
    for (const port of ports) expect(server.connections(port).all).toBeLessThanOrEqual(1);
  });

  it.each([
    'greeting-554',
    'greeting-421',
    'ftp',
    'starttls-masked',
    'starttls-refused',
    'ehlo-refused',
    'mixed-codes',
    'mute-at-ehlo',
    'endless-ehlo',
    'tls-on-587',
  ] as const)('%s QUIT is the last thing that is said', async (name) => {
    const server = await serve(PERSONALITIES[name]);
    const { prober } = await proberFor([server], { limits: SHORT });
    await reportOf(prober.probe(HOST, { ports: [587] }));
    await until(() => server.connections(587).open === 0);
    expect(server.heard.at(-1)).toBe('QUIT');
  });
});

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** A plain SMTP server of our own, to watch the end of a connection. */
function plainServer(host: string, serveLine: (line: string, socket: Socket) => void): Promise<() => Socket> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 mail.lab.example ESMTP\r\n');
    socket.on('data', (data) => serveLine(data.toString().trim(), socket));
  });
  return dialTo(server, host);
}

async function dialTo(server: Server, host: string): Promise<() => Socket> {
  servers.push(server);
  server.listen(0, host);
  await once(server, 'listening');
  const place = server.address();
  if (place === null || typeof place === 'string') throw new Error('TCP only');
  return () => connect({ host, port: place.port });
}

describe('the end of a conversation', () => {
  it('is QUIT, and the answer to it is waited for before the connection is closed', async () => {
    const seen: string[] = [];
    const dial = await plainServer('127.0.0.1', (line, socket) => {
      if (line.startsWith('EHLO')) socket.write('250 mail.lab.example\r\n');
      if (line !== 'QUIT') return;
      socket.once('end', () => seen.push('closed by us'));
      setTimeout(() => {
        seen.push('221');
        socket.write('221 2.0.0 Bye\r\n');
      }, 100);
    });
    const { prober } = await proberFor([], { dial, limits: {} });
    await reportOf(prober.probe(HOST, { ports: [587] }));
    await until(() => seen.length === 2);
    expect(seen).toEqual(['221', 'closed by us']);
  });
});

describe('EHLO', () => {
  it.each([
    ['127.0.0.1', ADDRESS, 'EHLO [127.0.0.1]'],
    ['::1', '2001:db8::1', 'EHLO [IPv6:::1]'],
  ])('gives the address of our own side, where there is no full name, over %s', async (place, ip, said) => {
    const heard: string[] = [];
    const dial = await plainServer(place, (line, socket) => {
      heard.push(line);
      socket.end('250 mail.lab.example\r\n');
    });
    const { prober } = await proberFor([], {
      dial,
      ehloName: 'localhost',
      allowNetworks: ['198.51.100.0/24', '2001:db8::/32'],
    });
    await reportOf(prober.probe(ip, { ports: [587] }));
    expect(heard[0]).toBe(said);
  });
});

describe('what is dialled', () => {
  it('is the very address that was checked: a name is looked up once, and never handed to the dialler', async () => {
    const server = await serve(PERSONALITIES.good);
    const toServer = labDial([server]);
    const dialled: string[] = [];
    const dial = (ip: string, port: number): Socket => {
      dialled.push(`${ip} ${port}`);
      return toServer(ip, port);
    };
    const { prober, dns } = await proberFor([server], { dial });
    await reportOf(prober.probe(HOST));
    expect(dialled).toEqual([`${ADDRESS} 25`, `${ADDRESS} 465`, `${ADDRESS} 587`]);
    expect(dns.asked.toSorted()).toEqual([`A ${HOST}`, `AAAA ${HOST}`]);
  });
});
