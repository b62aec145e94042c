import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { ProbeEvent } from '../../src/diagnosis/probe-report.ts';
import { PERSONALITIES } from '../lab/personalities.ts';
import { labDial } from '../lab/mail-server.ts';
import { closeLabAfterwards, HOST, proberFor, pause, reportOf, serve, SHORT, until } from './probing.ts';

closeLabAfterwards();

const MINUTE = 60_000;

async function all(events: AsyncIterable<ProbeEvent>): Promise<ProbeEvent[]> {
  const list: ProbeEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
}

describe('requests for the same target', () => {
  it('at the same time share one run, and each gets every event', async () => {
    const server = await serve(PERSONALITIES.good);
    const { prober } = await proberFor([server]);
    const [one, two] = await Promise.all([all(prober.probe(HOST)), all(prober.probe(HOST.toUpperCase()))]);
    expect(one).toEqual(two);
    expect(one.map(({ type }) => type)).toEqual(['dns', 'endpoint', 'endpoint', 'endpoint', 'report']);
    expect(server.connections(587).all).toBe(1);
  });

  it('get a good result again for five minutes', async () => {
    const server = await serve(PERSONALITIES.good);
    let now = 0;
    const { prober } = await proberFor([server], { now: () => now });
    const first = await reportOf(prober.probe(HOST));
    now = 4.9 * MINUTE;
    expect(await reportOf(prober.probe(`${HOST}.`))).toEqual(first);
    expect(server.connections(587).all).toBe(1);
    now = 5.1 * MINUTE;
    await reportOf(prober.probe(HOST));
    expect(server.connections(587).all).toBe(2);
  });

  it('get a bad result again for one minute only', async () => {
    let now = 0;
    const { prober, dns } = await proberFor([], { now: () => now });
    await reportOf(prober.probe(HOST));
    now = 0.9 * MINUTE;
    await reportOf(prober.probe(HOST));
    expect(dns.asked.filter((question) => question === `A ${HOST}`)).toHaveLength(1);
    now = 1.1 * MINUTE;
    await reportOf(prober.probe(HOST));
    expect(dns.asked.filter((question) => question === `A ${HOST}`)).toHaveLength(2);
  });

  it('but for other ports are runs of their own', async () => {
    const server = await serve(PERSONALITIES.good);
    const { prober } = await proberFor([server]);
    await reportOf(prober.probe(HOST, { ports: [587] }));
    await reportOf(prober.probe(HOST, { ports: [465] }));
    expect([server.connections(587).all, server.connections(465).all]).toEqual([1, 1]);
  });
});

describe('an abort', () => {
  it('closes every socket and ends the iteration with the reason', async () => {
    const server = await serve(PERSONALITIES.mute);
    const { prober } = await proberFor([server]);
    const controller = new AbortController();
    const reading = all(prober.probe(HOST, { signal: controller.signal }));
    const open = (): number =>
      server.connections(25).open + server.connections(465).open + server.connections(587).open;
    await until(() => open() === 3);
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
    await until(() => open() === 0);
  });

  it('in the middle of a handshake is not taken for a failure of TLS, which would be tried again', async () => {
    const server = await serve(PERSONALITIES['starttls-then-stall']);
    const toServer = labDial([server]);
    let dialled = 0;
    const dial = (ip: string, port: number): Socket => {
      dialled += 1;
      return toServer(ip, port);
    };
    const { prober } = await proberFor([server], { dial });
    const controller = new AbortController();
    const reading = all(prober.probe(HOST, { ports: [587], signal: controller.signal }));
    await until(() => server.heard.includes('STARTTLS'));
    await pause(50);
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
    await until(() => server.connections(587).open === 0);
    await pause(50);
    expect(dialled).toBe(1);
  });

  it('by one reader leaves the run to the other', async () => {
    const server = await serve(PERSONALITIES['slow-greeting']);
    const { prober } = await proberFor([server]);
    const controller = new AbortController();
    const leaving = all(prober.probe(HOST, { signal: controller.signal }));
    const staying = reportOf(prober.probe(HOST));
    await until(() => server.connections(587).open === 1);
    controller.abort(new Error('enough'));
    await expect(leaving).rejects.toThrow('enough');
    expect((await staying).routes[0]).toMatchObject({ port: 587, usable: true });
  });

  it('before the start makes no connection', async () => {
    const server = await serve(PERSONALITIES.good);
    const { prober } = await proberFor([server]);
    await expect(all(prober.probe(HOST, { signal: AbortSignal.abort(new Error('never')) }))).rejects.toThrow('never');
    expect(server.connections(587).all).toBe(0);
  });

  it('forgets the run, so that the next request starts afresh', async () => {
    const server = await serve(PERSONALITIES['slow-greeting']);
    const { prober } = await proberFor([server]);
    for await (const event of prober.probe(HOST)) if (event.type === 'dns') break;
    expect((await reportOf(prober.probe(HOST))).routes[0]).toMatchObject({ usable: true });
  });
});

describe('sockets', () => {
  it('are all closed soon after the report, whatever the server is like', async () => {
    for (const name of ['good', 'mute', 'endless-banner', 'starttls-injection', 'greeting-554'] as const) {
      const server = await serve(PERSONALITIES[name]);
      const { prober } = await proberFor([server], { limits: SHORT });
      await reportOf(prober.probe(HOST));
      await until(() => ([25, 465, 587] as const).every((port) => server.connections(port).open === 0));
      expect(server.connections(587).all).toBe(1);
    }
  });
});

describe('the whole probe', () => {
  it('ends within its time, with what is known by then', async () => {
    const server = await serve({ ...PERSONALITIES.good, 587: { kind: 'script', greeting: [] } });
    const limits = { total: 300, greeting: 600_000, tls: 600_000, reply: 600_000 };
    const { prober } = await proberFor([server], { limits });
    const report = await reportOf(prober.probe(HOST));
    expect(report.endpoints.map(({ port, findings }) => [port, findings.length > 0])).toContainEqual([587, true]);
    expect(report.routes[0]).toMatchObject({ port: 465, usable: true });
  });
});
