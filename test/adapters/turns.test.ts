import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurns } from '../../src/adapters/turns.ts';

it('lets one piece of work begin a turn, in the order of asking, and others in between', async () => {
  const turn = createTurns();
  const order: string[] = [];
  const work = ['a', 'b', 'c'].map(async (name) => {
    await turn();
    order.push(name);
  });
  await setImmediate();
  order.push('between');
  await Promise.all(work);
  expect(order).toEqual(['a', 'between', 'b', 'c']);
  await turn();
});
