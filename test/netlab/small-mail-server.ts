import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { SecureContext } from 'node:tls';

export type SmallMailServer = { name: string; key: string; cert: string };

/**
 * Listens as a mail server that knows EHLO, STARTTLS and QUIT, on 465 inside TLS from the start. It answers at once: no
 * greeting delay, and TCP_NODELAY, so that no reply waits for the acknowledgement of TLS session tickets.
 */
export async function listenAsMailServer(server: SmallMailServer, address: string, port: number): Promise<void> {
  const context = createSecureContext({ key: server.key, cert: server.cert });
  const listener = createServer({ noDelay: true }, (socket) => {
    const inTls = port === 465;
    const session = { server, context, auth: port !== 25 };
    const channel = inTls ? upgrade(socket, context) : quiet(socket);
    channel.write(`220 ${server.name} ESMTP\r\n`);
    converse(channel, session, inTls);
  });
  listener.listen(port, address);
  await once(listener, 'listening');
}

type Session = { server: SmallMailServer; context: SecureContext; auth: boolean };

function converse(channel: Socket, session: Session, inTls: boolean): void {
  // The reader repeats its input's errors, which `quiet` has answered.
  const lines = createInterface({ input: channel }).on('error', () => undefined);
  lines.on('line', (line) => {
    switch (line.slice(0, 8).trimEnd().split(' ')[0]?.toUpperCase()) {
      case 'EHLO':
        channel.write(capabilities(session, inTls));
        return;
      case 'STARTTLS':
        lines.close();
        channel.write('220 Ready to start TLS\r\n');
        converse(upgrade(channel, session.context), session, true);
        return;
      case 'QUIT':
        channel.end('221 Bye\r\n');
        return;
      default:
        channel.write('502 Command not implemented\r\n');
    }
  });
}

function capabilities({ server, auth }: Session, inTls: boolean): string {
  const offered = [
    server.name,
    'PIPELINING',
    ...(inTls ? (auth ? ['AUTH PLAIN LOGIN'] : []) : ['STARTTLS']),
    '8BITMIME',
  ];
  return offered.map((word, index) => `250${index === offered.length - 1 ? ' ' : '-'}${word}\r\n`).join('');
}

function upgrade(socket: Socket, secureContext: SecureContext): TLSSocket {
  return quiet(new TLSSocket(quiet(socket), { isServer: true, secureContext }));
}

/** A peer that goes away in the middle is no fault of the server. */
function quiet<S extends Socket>(socket: S): S {
  return socket.on('error', () => socket.destroy());
}
