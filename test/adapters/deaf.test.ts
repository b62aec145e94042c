import { expect, it } from 'vitest';
import type { Adapter } from '../../src/adapters/adapter.ts';
import { createHealth, DEAF_MS } from '../../src/observe/health.ts';
import { stand } from './discord/stand.ts';
import { Desk } from './slack/desk.ts';

const report = (adapter: Adapter, now: () => number) =>
  createHealth({ adapters: () => [adapter], journal: async () => 0, stopping: () => false, now }).health();

it('Slack that is connected and deaf is a fault of the process', async () => {
  const desk = await Desk.open('socket');
  const now = () => Date.now() + desk.later;
  expect(await report(desk.adapter, now)).toMatchObject({ status: 'ok' });
  desk.slack.socket.deaf = true;
  desk.later = 2 * DEAF_MS;
  expect(await report(desk.adapter, now)).toMatchObject({
    status: 'failed',
    adapters: { slack: { state: 'deaf', lastHeard: expect.any(String) } },
  });
  await desk.close();
});

it('Discord that is connected and deaf is a fault of the process', async () => {
  const { fake, adapter } = await stand();
  const now = () => fake.world.now();
  expect(await report(adapter, now)).toMatchObject({ status: 'ok' });
  fake.gateway.deaf = true;
  fake.world.advance(2 * DEAF_MS);
  expect(await report(adapter, now)).toMatchObject({
    status: 'failed',
    adapters: { discord: { state: 'deaf', lastHeard: expect.any(String) } },
  });
});
