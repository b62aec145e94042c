import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { createHostileAuthority } from './hostile-authority.ts';
import { BEHAVIOURS, type Behaviour } from './hostile-behaviours.ts';
import { HostileSession } from './hostile-session.ts';
import { tlsBehaviours } from './hostile-tls.ts';

export type HostileEndpoint = {
  behaviour: Behaviour;
  /** Where it listens, on 127.0.0.1. */
  listening: number;
};

export type HostileServers = {
  endpoints: HostileEndpoint[];
  /** The authority that the good certificates among them are from. */
  ca: string;
  close(): void;
};

/** Starts one server for each behaviour, each on a port of its own. */
export async function startHostileServers(): Promise<HostileServers> {
  const authority = createHostileAuthority();
  const servers: Server[] = [];
  const sessions = new Set<HostileSession>();
  const endpoints: HostileEndpoint[] = [];
  for (const behaviour of [...BEHAVIOURS, ...tlsBehaviours(authority)]) {
    const server = createServer({ noDelay: true }, (socket) => {
      const session = new HostileSession(socket);
      sessions.add(session);
      socket.once('close', () => sessions.delete(session));
      void behaviour.serve(session);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const place = server.address();
    if (place === null || typeof place === 'string') throw new Error('TCP only');
    servers.push(server);
    endpoints.push({ behaviour, listening: place.port });
  }
  return {
    endpoints,
    ca: authority.pem,
    close() {
      for (const server of servers) server.close();
      for (const { raw } of sessions) raw.destroy();
    },
  };
}
