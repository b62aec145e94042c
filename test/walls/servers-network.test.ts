import { execFileSync, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { describeNetlab } from '../netlab/describe-netlab.ts';
import {
  createNamespace,
  inNamespace,
  ip,
  namespaceName,
  removeLeftovers,
  removeNamespace,
  runInNamespace,
} from '../netlab/namespace.ts';
import { untilReady } from '../netlab/start-process.ts';

/** What only the network itself can do: two hosts, each a network namespace, and a packet filter on the server's. */

const PROBER = '10.98.1.9';
const HALF_OPEN = '10.98.1.18';
const ZERO_WINDOW = '10.98.1.19';
const PROHIBITED = '10.98.1.20';
const ZERO_WINDOW_AND_ENDLESS = '10.98.1.21';
const SERVERS = [HALF_OPEN, ZERO_WINDOW, PROHIBITED, ZERO_WINDOW_AND_ENDLESS];

const FILTER = `table inet wall {
  chain in {
    type filter hook input priority 0;
    ip daddr ${HALF_OPEN} tcp flags & (psh | fin) != 0 drop
    ip daddr ${PROHIBITED} tcp dport 587 reject with icmpx type admin-prohibited
  }
  chain out {
    type filter hook output priority 0;
    ip saddr { ${ZERO_WINDOW}, ${ZERO_WINDOW_AND_ENDLESS} } tcp flags & syn == 0 tcp window set 0
  }
}`;

const reports = z.array(
  z.object({
    endpoints: z.array(
      z.object({
        ip: z.string(),
        state: z.string(),
        banner: z.string().nullable(),
        findings: z.array(z.object({ code: z.string(), args: z.unknown() })),
      }),
    ),
  }),
);
type Endpoint = z.infer<typeof reports>[number]['endpoints'][number];

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

describeNetlab('a network that misbehaves', () => {
  const here = namespaceName('prober');
  const there = namespaceName('hostile');
  let server: ChildProcess | undefined;
  let code: number | null;
  let endpoints: Endpoint[] = [];

  beforeAll(async () => {
    removeLeftovers();
    for (const name of [here, there]) createNamespace(name);
    ip(`-n ${here} link add eth0 type veth peer name eth0 netns ${there}`);
    ip(`-n ${here} addr add ${PROBER}/24 dev eth0`);
    for (const address of SERVERS) ip(`-n ${there} addr add ${address}/24 dev eth0`);
    for (const name of [here, there]) ip(`-n ${name} link set eth0 up`);
    execFileSync('ip', ['netns', 'exec', there, 'nft', '-f', '-'], { input: FILTER, stdio: 'pipe' });
    const served = SERVERS.map((address) => (address === ZERO_WINDOW_AND_ENDLESS ? `${address}=endless` : address));
    server = inNamespace(there, process.execPath, [script('speak-main.ts'), ...served], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await untilReady(server);
    const outcome = await runInNamespace(here, process.execPath, [script('probe-main.ts'), ...SERVERS]);
    code = outcome.code;
    endpoints = reports.parse(JSON.parse(outcome.stdout)).flatMap((report) => report.endpoints);
  });
  afterAll(() => {
    server?.kill('SIGKILL');
    for (const name of [here, there]) removeNamespace(name);
  });

  const seen = (address: string): Endpoint | undefined => endpoints.find((endpoint) => endpoint.ip === address);

  it('item 18 half-open: nothing that we send is acknowledged', () => {
    expect(seen(HALF_OPEN)).toMatchObject({
      state: 'open',
      banner: 'mail.hostile.example ESMTP',
      findings: [{ code: 'mute', args: { stage: 'ehlo' } }],
    });
  });

  it('item 19 zero window: nothing that we send is taken', () => {
    expect(seen(ZERO_WINDOW)).toMatchObject({
      state: 'open',
      banner: 'mail.hostile.example ESMTP',
      findings: [{ code: 'mute', args: { stage: 'ehlo' } }],
    });
  });

  it('item 19 zero window of a server that floods us: both are ended', () => {
    expect(seen(ZERO_WINDOW_AND_ENDLESS)?.findings).toEqual([{ code: 'reply-too-long', args: { stage: 'greeting' } }]);
  });

  it('item 20 ICMP administratively prohibited: unreachable', () => {
    expect(seen(PROHIBITED)).toMatchObject({ state: 'unreachable', findings: [] });
  });

  it('items 18 and 19 keep no socket: the process ends by itself', () => {
    expect(code).toBe(0);
  });
});
