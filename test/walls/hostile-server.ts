import { once } from 'node:events';
import { createServer } from 'node:net';
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

async function listen(serve: (session: HostileSession) => unknown): Promise<{ port: number; close(): void }> {
  const sessions = new Set<HostileSession>();
  const server = createServer({ noDelay: true }, (socket) => {
    const session = new HostileSession(socket);
    sessions.add(session);
    socket.once('close', () => sessions.delete(session));
    void serve(session);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  if (place === null || typeof place === 'string') throw new Error('TCP only');
  return {
    port: place.port,
    close() {
      server.close();
      for (const { raw } of sessions) raw.destroy();
    },
  };
}

/** A server of which each connection is served by the next of these. */
export function startInTurn(
  ...turns: ((session: HostileSession) => unknown)[]
): Promise<{ port: number; close(): void }> {
  let count = 0;
  return listen((session) => turns[count++ % turns.length]?.(session));
}

/** Starts one server for each behaviour, each on a port of its own. */
export async function startHostileServers(): Promise<HostileServers> {
  const authority = createHostileAuthority();
  const all = [...BEHAVIOURS, ...tlsBehaviours(authority)];
  const servers = await Promise.all(all.map(({ serve }) => listen(serve)));
  return {
    endpoints: all.flatMap((behaviour, index) => {
      const listening = servers[index]?.port;
      return listening === undefined ? [] : [{ behaviour, listening }];
    }),
    ca: authority.pem,
    close() {
      for (const server of servers) server.close();
    },
  };
}
