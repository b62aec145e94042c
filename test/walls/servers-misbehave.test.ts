import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FINDING_CODES } from '../../src/probe/finding-codes.ts';
import { closeLabAfterwards, codes } from '../probe/probing.ts';
import { createHostileAuthority } from './hostile-authority.ts';
import { BEHAVIOURS } from './hostile-behaviours.ts';
import { LIMITS } from './hostile-limits.ts';
import { probeItem } from './hostile-probe.ts';
import { startHostileServers, type HostileServers } from './hostile-server.ts';
import { tlsBehaviours } from './hostile-tls.ts';

closeLabAfterwards();

/** What a busy machine may add to the deadline of the whole. */
const SLACK_MS = 3000;
const MOST_RECEIVED = 1_000_000;

let servers: HostileServers;
beforeAll(async () => {
  servers = await startHostileServers();
});
afterAll(() => servers.close());

const ALL = [...BEHAVIOURS, ...tlsBehaviours(createHostileAuthority())];

describe.concurrent('a server that misbehaves is named, in time and within 1 MB: item', () => {
  it.each(ALL)('$item', async ({ item, code, args }) => {
    const { report, endpoint, received } = await probeItem(servers, item);
    const { findings } = endpoint;
    if (code === null) expect(findings).toEqual([]);
    else if (args) expect(findings).toContainEqual({ code, args });
    else expect(codes({ findings })).toContain(code);
    for (const each of findings) expect(FINDING_CODES).toContain(each.code);
    expect(report.took_ms).toBeLessThanOrEqual(LIMITS.total + SLACK_MS);
    for (const bytes of received) expect(bytes).toBeLessThanOrEqual(MOST_RECEIVED);
    expect(received.length).toBeLessThanOrEqual(2);
  });
});
