import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peerOf } from '../../src/probe/certificate.ts';
import { handshake, TOO_MUCH } from '../../src/probe/handshake.ts';
import { createTlsContexts } from '../../src/probe/scene.ts';
import { closeLabAfterwards, codes, proberFor, reportOf } from '../probe/probing.ts';
import { HOSTILE_HOST, VERY_MANY_NAMES } from './hostile-authority.ts';
import { LIMITS } from './hostile-limits.ts';
import { HOSTILE_ADDRESS, probeItem } from './hostile-probe.ts';
import { startHostileServers, startInTurn, type HostileServers } from './hostile-server.ts';
import type { HostileSession } from './hostile-session.ts';

closeLabAfterwards();

let servers: HostileServers;
beforeAll(async () => {
  servers = await startHostileServers();
});
afterAll(() => servers.close());

const zone = { [HOSTILE_HOST]: { A: [HOSTILE_ADDRESS] } };

describe('transport', () => {
  it('item 16 RST at SYN: the port is refused', async () => {
    const { port, close } = await startInTurn(() => undefined);
    close();
    const dial = () => connect({ host: '127.0.0.1', port });
    const { prober } = await proberFor([], { dial, zone, limits: LIMITS });
    expect((await reportOf(prober.probe(HOSTILE_HOST, { ports: [587] }))).endpoints[0]).toMatchObject({
      state: 'refused',
      findings: [],
    });
  });

  it('item 16 RST at accept: the port is one that resets', async () => {
    expect((await probeItem(servers, '16 RST at accept')).endpoint.state).toBe('reset');
  });

  it('item 21 a trap that accepts on every port and never speaks is told of the address as a whole', async () => {
    const trap = await startInTurn(() => undefined);
    const dial = () => connect({ host: '127.0.0.1', port: trap.port });
    const { prober } = await proberFor([], { dial, zone, limits: { ...LIMITS, greetingPort25: 600, tls: 300 } });
    const report = await reportOf(prober.probe(HOSTILE_HOST));
    trap.close();
    expect(report.endpoints.map(({ state }) => state)).toEqual(['open', 'open', 'open']);
    expect(report.findings).toContainEqual({ code: 'ports-all-mute', args: { ip: HOSTILE_ADDRESS } });
    expect(report.routes).toEqual([]);
  });

  it('item 21 one port that speaks takes the blame from the address', async () => {
    const mute = await startInTurn(() => undefined);
    const busy = await startInTurn((session) => session.say('421 busy\r\n'));
    const dial = (_ip: string, port: number) =>
      connect({ host: '127.0.0.1', port: port === 587 ? busy.port : mute.port });
    const { prober } = await proberFor([], { dial, zone, limits: { ...LIMITS, greetingPort25: 600, tls: 300 } });
    const report = await reportOf(prober.probe(HOSTILE_HOST));
    mute.close();
    busy.close();
    expect(codes(report)).not.toContain('ports-all-mute');
  });

  it('item 22 different answers per attempt: each report tells what its own connection saw, and nothing of another', async () => {
    const fickle = await startInTurn(
      (session) => session.say('421 busy\r\n'),
      (session) => session.say('SSH-2.0-x\r\n'),
      (session) => session.rst(),
    );
    const dial = () => connect({ host: '127.0.0.1', port: fickle.port });
    const seen: string[][] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { prober } = await proberFor([], { dial, zone, limits: LIMITS });
      const [endpoint] = (await reportOf(prober.probe(HOSTILE_HOST, { ports: [587] }))).endpoints;
      seen.push([endpoint?.state ?? '', endpoint?.banner ?? '', ...codes({ findings: endpoint?.findings ?? [] })]);
    }
    fickle.close();
    expect(seen).toEqual([
      ['open', 'busy', 'rate-limited'],
      ['open', 'SSH-2.0-x', 'wrong-protocol'],
      ['reset', ''],
    ]);
  });

  it('item 22 a second answer that is worse does not replace the first', async () => {
    const garbage = async (session: HostileSession): Promise<void> => {
      session.say('220 hi\r\n');
      await session.hear();
      session.say('250-mail\r\n250 STARTTLS\r\n');
      await session.hear();
      session.raw.once('data', () => session.fin());
      session.say('220 go\r\n');
    };
    const worse = await startInTurn(garbage, (session) => session.say('554 now I know you\r\n'));
    const dial = () => connect({ host: '127.0.0.1', port: worse.port });
    const { prober } = await proberFor([], { dial, zone, limits: LIMITS });
    const [endpoint] = (await reportOf(prober.probe(HOSTILE_HOST, { ports: [587] }))).endpoints;
    worse.close();
    expect(endpoint).toMatchObject({ banner: 'hi', starttls: true });
    expect(endpoint?.findings).toEqual([{ code: 'ended-early', args: { stage: 'tls' } }]);
  });
});

describe('inside TLS', () => {
  it('item 6 what comes is counted whatever it is, and the connection given up at half a megabyte', async () => {
    const found = servers.endpoints.find(({ behaviour }) => behaviour.item === '6 10 MB inside TLS');
    const socket = connect({ host: '127.0.0.1', port: found?.listening ?? 0 });
    await once(socket, 'connect');
    const context = createTlsContexts([servers.ca]).modern();
    const outcome = await handshake(socket, { host: HOSTILE_HOST, context, limit: LIMITS.tls });
    if (outcome.kind !== 'secured') throw new Error(outcome.kind);
    // Nobody counts replies here.
    outcome.socket.resume();
    const [error] = await once(outcome.socket, 'error');
    expect(error).toMatchObject({ code: TOO_MUCH });
    expect(outcome.socket.destroyed).toBe(true);
  });
});

describe('a connection that closes right behind the handshake', () => {
  it('item 17 has no certificate any more, and that is all', async () => {
    const found = servers.endpoints.find(({ behaviour }) => behaviour.item === '32 tickets, then silence');
    const socket = connect({ host: '127.0.0.1', port: found?.listening ?? 0 });
    await once(socket, 'connect');
    const context = createTlsContexts([servers.ca]).modern();
    const outcome = await handshake(socket, { host: HOSTILE_HOST, context, limit: LIMITS.tls });
    if (outcome.kind !== 'secured') throw new Error(outcome.kind);
    outcome.socket.destroy();
    expect(peerOf(outcome.socket)).toBe(null);
    await once(outcome.socket, 'close');
    expect(peerOf(outcome.socket)).toBe(null);
  });
});

describe('what a certificate may hold', () => {
  it('item 28 of 10,000 names 20 are kept, all are counted, and the right one among them is found', async () => {
    const { endpoint } = await probeItem(servers, '28 10,000 names');
    expect(endpoint.tls).toMatchObject({ authorized: true, altNamesTotal: VERY_MANY_NAMES });
    expect(endpoint.tls?.altNames).toHaveLength(20);
    expect(endpoint.findings).toEqual([{ code: 'certificate-many-names', args: { count: VERY_MANY_NAMES } }]);
  });

  it('item 28 a chain of 100 is followed for 10', async () => {
    const { endpoint } = await probeItem(servers, '28 chain of 100 certificates');
    expect(endpoint.findings).toContainEqual({ code: 'certificate-chain-long', args: { count: 10 } });
  });

  it('item 28 issuers in a circle are followed once', async () => {
    const { endpoint } = await probeItem(servers, '28 issuers in a circle');
    expect(endpoint.tls).toMatchObject({ authorized: false, problem: 'untrusted-chain', issuer: 'Snake' });
    expect(codes(endpoint)).not.toContain('certificate-chain-long');
  });

  it('item 29 a name that goes on behind a NUL is not the name before it', async () => {
    const { endpoint } = await probeItem(servers, '29 NUL in a name');
    expect(endpoint.tls).toMatchObject({ authorized: false, problem: 'name-mismatch' });
    expect(endpoint.tls?.subject).toContain('\u2400');
  });

  it('item 29 a wildcard stands for one label', async () => {
    expect((await probeItem(servers, '29 wildcard')).endpoint.tls?.authorized).toBe(true);
    expect((await probeItem(servers, '29 wildcards that match all')).endpoint.tls?.authorized).toBe(false);
  });

  it('item 30 names only an address: good for that address', async () => {
    const found = servers.endpoints.find(({ behaviour }) => behaviour.item === '30 names an address only');
    const dial = () => connect({ host: '127.0.0.1', port: found?.listening ?? 0 });
    const { prober } = await proberFor([], { dial, ca: [servers.ca], limits: LIMITS });
    const [endpoint] = (await reportOf(prober.probe(HOSTILE_ADDRESS, { ports: [465] }))).endpoints;
    expect(endpoint?.tls).toMatchObject({ authorized: true, altNames: [HOSTILE_ADDRESS] });
  });

  it('item 33 renegotiation is declined at the first time', async () => {
    const { endpoint } = await probeItem(servers, '33 renegotiation asked for again and again');
    expect(endpoint).toMatchObject({ banner: null, tls: { protocol: 'TLSv1.2', authorized: true } });
  });
});
