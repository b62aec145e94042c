import { once } from 'node:events';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { MAIL_PORTS, type MailPort } from '../../src/diagnosis/probe-report.ts';
import type { Dial } from '../../src/probe/system-dial.ts';
import type { Authority, LabCertificate } from './authority.ts';
import { scriptedServer } from './scripted-server.ts';
import type { MailService, Personality } from './service.ts';
import { startSilentPort } from './silent-port.ts';

export type LabServerOptions = {
  personality: Personality;
  authority: Authority;
  /** The name that its certificates are for. */
  name: string;
  /** The address that it is known by; with `real` it listens there, else on an ephemeral port of 127.0.0.1. */
  address: string;
  /** Listen on the mail ports themselves, which needs root; else `labDial` leads to the server. */
  real?: boolean;
};

export type LabServer = {
  address: string;
  /** Where a mail port really listens; null: nowhere. */
  place(port: MailPort): { host: string; port: number } | null;
  /** Connections that were made to a mail port so far, and those that are open now. */
  connections(port: MailPort): { all: number; open: number };
  /** What clients said, a line each. */
  heard: string[];
  close(): Promise<void>;
};

type Listening = { host: string; port: number; sockets: Socket[]; close(): void };

/** Hears what smtp-server logs of a client's commands: the line comes behind "C:". */
function listener(hear: (line: string) => void): NonNullable<SMTPServerOptions['logger']> {
  const ignore = (): void => undefined;
  return {
    level: ignore,
    trace: ignore,
    debug: (_about: unknown, mark: unknown, line: unknown) => {
      if (mark === 'C:' && typeof line === 'string') hear(line.trimEnd());
    },
    info: ignore,
    warn: ignore,
    error: ignore,
    fatal: ignore,
  };
}

function mailServer(
  service: MailService,
  certificate: LabCertificate,
  name: string,
  hear: (line: string) => void,
): SMTPServer {
  return new SMTPServer({
    name,
    secure: service.encryption === 'tls',
    hideSTARTTLS: service.encryption === 'none',
    key: certificate.key,
    cert: certificate.chain,
    authMethods: service.auth ?? [],
    authOptional: true,
    allowInsecureAuth: false,
    disabledCommands: (service.auth ?? []).length === 0 ? ['AUTH'] : [],
    ...(service.size === undefined ? {} : { size: service.size }),
    disableReverseLookup: true,
    closeTimeout: 10,
    logger: listener(hear),
  }).on('error', () => undefined);
}

async function listen(server: Server, host: string, port: number): Promise<Listening> {
  const sockets: Socket[] = [];
  server.on('connection', (socket) => sockets.push(socket));
  server.listen(port, host);
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the lab listens on TCP only');
  return {
    host,
    port: address.port,
    sockets,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Starts a host with this personality. */
export async function startMailServer(options: LabServerOptions): Promise<LabServer> {
  const { personality, authority, name, address, real = false } = options;
  const heard: string[] = [];
  const hear = (line: string): void => void heard.push(line);
  const host = real ? address : '127.0.0.1';
  const ports = new Map<MailPort, Listening>();
  for (const port of MAIL_PORTS) {
    const service = personality[port];
    if (service === undefined) continue;
    const listenOn = real ? port : 0;
    if (service.kind === 'silent') {
      ports.set(port, { ...(await startSilentPort(host, listenOn)), sockets: [] });
      continue;
    }
    const certificate = await authority.certificate(service.certificate ?? 'valid', name);
    const server =
      service.kind === 'mail'
        ? mailServer(service, certificate, name, hear).server
        : scriptedServer(service, certificate, hear);
    ports.set(port, await listen(server, host, listenOn));
  }
  return {
    address,
    place(port) {
      const found = ports.get(port);
      return found ? { host: found.host, port: found.port } : null;
    },
    connections(port) {
      const sockets = ports.get(port)?.sockets ?? [];
      return { all: sockets.length, open: sockets.filter((socket) => !socket.destroyed).length };
    },
    heard,
    async close() {
      for (const each of ports.values()) each.close();
    },
  };
}

/** Nothing listens on tcpmux, so a connection to it is refused. */
const CLOSED = { host: '127.0.0.1', port: 1 };

/** A dialler for which the servers are at their addresses and mail ports, wherever they really listen. */
export function labDial(servers: LabServer[]): Dial {
  return (ip, port) => {
    const mailPort = MAIL_PORTS.find((candidate) => candidate === port);
    const server = servers.find(({ address }) => address === ip);
    const place = (mailPort === undefined ? null : server?.place(mailPort)) ?? CLOSED;
    return connect({ ...place, noDelay: true });
  };
}
