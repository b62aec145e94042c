import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { EndpointReport, ProbeEvent } from '../../src/diagnosis/probe-report.ts';
import { PERSONALITIES } from '../lab/personalities.ts';
import { labDial, type LabServer } from '../lab/mail-server.ts';
import { SILENT_PORTS_WORK } from '../lab/silent-port.ts';
import { closeLabAfterwards, endpoint, HOST, probe, proberFor, reportOf, serve, SHORT } from './probing.ts';

closeLabAfterwards();

if (!SILENT_PORTS_WORK) console.log('skipped: silent ports need Linux');

describe.skipIf(!SILENT_PORTS_WORK).concurrent('a silent port', () => {
  it('is judged by its siblings, long before the time that a connection may take', async () => {
    const server = await serve(PERSONALITIES['25-silent']);
    // Far beyond the test's own time limit: only the siblings' rule can end this probe.
    const limits = { ...SHORT, connect: 600_000, silenceAlone: 600_000, total: 600_000 };
    const { prober } = await proberFor([server], { limits });
    const report = await reportOf(prober.probe(HOST));
    expect(endpoint(report, 25)).toMatchObject({ state: 'timeout', findings: [], banner: null });
    expect(endpoint(report, 587).tls?.authorized).toBe(true);
    expect(report.routes[0]).toMatchObject({ port: 587, usable: true });
  });

  it('is judged alone where no port answers', async () => {
    const server = await serve(PERSONALITIES.silent);
    const { prober } = await proberFor([server], { limits: { ...SHORT, silenceAlone: 300 } });
    const report = await reportOf(prober.probe(HOST));
    expect(report.endpoints.map(({ state }) => state)).toEqual(['timeout', 'timeout', 'timeout']);
    expect(report.routes).toEqual([]);
  });

  it('counts a refusal as an answer of its sibling', async () => {
    const server = await serve({ 25: { kind: 'silent' } });
    const limits = { ...SHORT, connect: 600_000, silenceAlone: 600_000, total: 600_000 };
    const { prober } = await proberFor([server], { limits });
    const report = await reportOf(prober.probe(HOST));
    expect(report.endpoints.map(({ port, state }) => [port, state])).toEqual([
      [25, 'timeout'],
      [465, 'refused'],
      [587, 'refused'],
    ]);
  });

  it('never holds back what the other ports tell', async () => {
    const server = await serve(PERSONALITIES['25-silent']);
    const { prober } = await proberFor([server]);
    const told: EndpointReport[] = [];
    for await (const event of prober.probe(HOST)) if (event.type === 'endpoint') told.push(event.endpoint);
    expect(told.at(-1)).toMatchObject({ port: 25, state: 'timeout' });
    expect(told).toHaveLength(3);
  });
});

function connectLater(server: LabServer): Socket {
  const socket = new Socket();
  setTimeout(() => socket.connect({ port: 0, ...server.place(25) }), 150);
  return socket;
}

describe('a late answer', () => {
  it('revises the verdict of silence while the probe is still going on, and stands in the report', async () => {
    const server = await serve({ ...PERSONALITIES.good, 587: { kind: 'script', greeting: [] } });
    const toServer = labDial([server]);
    // As if the first SYNs to 25 had been lost, while the mute 587 keeps the probe going.
    const dial = (ip: string, port: number): Socket => (port === 25 ? connectLater(server) : toServer(ip, port));
    const { prober } = await proberFor([server], { dial, limits: { ...SHORT, silence: 20, silenceAlone: 20 } });
    const events: ProbeEvent[] = [];
    for await (const event of prober.probe(HOST, { ports: [25, 587] })) events.push(event);
    const of25 = events.flatMap((event) => (event.type === 'endpoint' && event.endpoint.port === 25 ? [event] : []));
    expect(of25.map(({ revised, endpoint: { state } }) => [revised, state])).toEqual(
      expect.arrayContaining([
        [false, 'timeout'],
        [true, 'open'],
      ]),
    );
    expect(events.filter(({ type }) => type === 'report')).toHaveLength(1);
  });
});

describe('other states', () => {
  it('a port that nothing listens on is refused', async () => {
    const { report } = await probe(PERSONALITIES.refusing);
    expect(report.endpoints.map(({ state }) => state)).toEqual(['refused', 'refused', 'refused']);
  });
});
