import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { LabCertificate } from './authority.ts';
import type { Piece, ScriptedService } from './service.ts';

const GREETING: Piece[] = ['220 mail.lab.example ESMTP\r\n'];
const EHLO: Piece[] = ['250-mail.lab.example\r\n250 STARTTLS\r\n'];
const EHLO_IN_TLS: Piece[] = ['250-mail.lab.example\r\n250 AUTH PLAIN LOGIN\r\n'];
const GO_AHEAD: Piece[] = ['220 2.0.0 Ready to start TLS\r\n'];
const FLOOD_LINES = 1000;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function say(pieces: readonly Piece[], stream: Duplex, raw: Socket): Promise<void> {
  for (const piece of pieces) {
    if (typeof piece === 'string') stream.write(piece);
    else if ('wait' in piece) await pause(piece.wait);
    else if ('end' in piece && piece.end === 'rst') raw.resetAndDestroy();
    else if ('end' in piece) stream.end();
    else if ('drip' in piece) for (const byte of piece.drip) await sayAndPause(byte, piece.every, stream);
    else if ('repeat' in piece) while (!stream.destroyed) await sayAndPause(piece.repeat, piece.every, stream);
    else while (!stream.destroyed) await flood(piece.flood, stream);
  }
}

async function sayAndPause(text: string, ms: number, stream: Duplex): Promise<void> {
  if (stream.writable) stream.write(text);
  await pause(ms);
}

async function flood(text: string, stream: Duplex): Promise<void> {
  if (stream.writable && !stream.writableNeedDrain) stream.write(text.repeat(FLOOD_LINES));
  await pause(1);
}

/** Serves one connection by the script. @param heard gets each command line */
function serve(
  raw: Socket,
  service: ScriptedService,
  certificate: LabCertificate,
  heard: (line: string) => void,
): void {
  const secureContext = createSecureContext({
    key: certificate.key,
    cert: certificate.chain,
    // Outdated versions and weak keys are refused by OpenSSL at any higher level.
    ciphers: 'DEFAULT@SECLEVEL=0',
    ...(service.maxVersion === undefined ? {} : { maxVersion: service.maxVersion, minVersion: 'TLSv1' }),
  });
  const encrypt = (): TLSSocket => {
    const secure = new TLSSocket(raw, { isServer: true, secureContext });
    return secure.on('error', () => raw.destroy());
  };
  const listen = (stream: Duplex, encrypted: boolean): void => {
    const lines = createInterface({ input: stream });
    lines.on('error', () => undefined);
    lines.on('line', (line) => {
      heard(line);
      const verb = line.split(' ')[0]?.toUpperCase();
      if (verb === 'EHLO')
        void say((encrypted ? service.ehloInTls : service.ehlo) ?? (encrypted ? EHLO_IN_TLS : EHLO), stream, raw);
      if (verb === 'QUIT') stream.end('221 2.0.0 Bye\r\n');
      if (verb !== 'STARTTLS' || encrypted) return;
      const granted = service.starttls ?? GO_AHEAD;
      void say(granted, stream, raw);
      if (String(granted[0]).startsWith('220')) lines.close();
      if (!String(granted[0]).startsWith('220')) return;
      // Closing the reader paused the socket, which then would not see its end.
      if (service.afterStarttls === 'nothing') return void raw.resume();
      const secure = encrypt();
      secure.once('secure', () => void say(service.afterHandshake ?? [], secure, raw));
      listen(secure, true);
    });
  };
  const stream = service.implicitTls ? encrypt() : raw;
  void say(service.greeting ?? GREETING, stream, raw);
  listen(stream, service.implicitTls === true);
}

/** A server that follows a script instead of RFC 5321. */
export function scriptedServer(
  service: ScriptedService,
  certificate: LabCertificate,
  heard: (line: string) => void,
): Server {
  return createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    serve(socket, service, certificate, heard);
  });
}
