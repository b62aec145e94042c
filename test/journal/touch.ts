import type { Journal } from '../../src/journal/journal.ts';
import { give, said, say } from './steps.ts';

const step = give(say('m', 'text'));

/** Takes one event into a conversation, and lets its effect happen; gives the milliseconds that taking it took. */
export async function touch(journal: Journal, conversation: string): Promise<number> {
  const event = said(crypto.randomUUID(), 'x', conversation);
  const start = performance.now();
  await journal.take(event, step);
  const took = performance.now() - start;
  for (const held of await journal.effects.claim('w', 1)) await journal.effects.finish(held);
  return took;
}
