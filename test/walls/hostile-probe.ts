import { connect, type Socket } from 'node:net';
import type { EndpointReport, ProbeReport } from '../../src/diagnosis/probe-report.ts';
import { proberFor, reportOf, until } from '../probe/probing.ts';
import { HOSTILE_HOST } from './hostile-authority.ts';
import { LIMITS } from './hostile-limits.ts';
import type { HostileServers } from './hostile-server.ts';

export const HOSTILE_ADDRESS = '198.51.100.10';

export type Seen = { report: ProbeReport; endpoint: EndpointReport; received: number[] };

/** Probes the server that does this, and waits until every connection to it has closed. `received`: bytes of each. */
export async function probeItem(servers: HostileServers, item: string): Promise<Seen> {
  const found = servers.endpoints.find(({ behaviour }) => behaviour.item === item);
  if (found === undefined) throw new Error(`nobody does ${item}`);
  const sockets: Socket[] = [];
  const dial = (): Socket => {
    const socket = connect({ host: '127.0.0.1', port: found.listening, noDelay: true });
    sockets.push(socket);
    return socket;
  };
  const zone = { [HOSTILE_HOST]: { A: [HOSTILE_ADDRESS] } };
  const { prober } = await proberFor([], { dial, zone, ca: [servers.ca], limits: LIMITS });
  const report = await reportOf(prober.probe(HOSTILE_HOST, { ports: [found.behaviour.port] }));
  const [endpoint] = report.endpoints;
  if (endpoint === undefined) throw new Error('no endpoint in the report');
  await until(() => sockets.every(({ destroyed }) => destroyed));
  return { report, endpoint, received: sockets.map(({ bytesRead }) => bytesRead) };
}
