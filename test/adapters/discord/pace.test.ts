import { expect, it } from 'vitest';
import { Pace } from '../../../src/adapters/discord/pace.ts';

it('lets an event wait for the answer that is on its way, and events follow each other in order', async () => {
  const pace = new Pace();
  const happened: string[] = [];
  const answer = Promise.withResolvers<void>();
  const answered = pace.answering(answer.promise.then(() => happened.push('answer')));
  const turns = ['first', 'second'].map((name) => pace.turn().then(() => happened.push(name)));
  answer.resolve();
  await Promise.all([answered, ...turns]);
  expect(happened).toEqual(['answer', 'first', 'second']);
});

it('does not let an event wait for an answer that never comes', async () => {
  const pace = new Pace();
  void pace.answering(new Promise(() => {}));
  await pace.turn();
});

it('goes on when an answer failed', async () => {
  const pace = new Pace();
  await expect(pace.answering(Promise.reject(new Error('late')))).rejects.toThrow('late');
  await pace.turn();
});
