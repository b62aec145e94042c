import type { Delivered, Delivery } from '../adapter.ts';
import { delivered, type DeliverParts } from './deliver-parts.ts';
import { edit } from './edit.ts';
import { forTheDesk } from './for-the-desk.ts';
import { failureOf } from './failure-of.ts';
import { say } from './say.ts';

/** Shows one thing on Discord. It knows nothing but the delivery, so any process can do it. */
export async function deliver(given: Delivery, parts: DeliverParts): Promise<Delivered> {
  const delivery = forTheDesk(given, parts);
  const { showing } = delivery;
  try {
    if (showing.type === 'say') return await say(delivery, showing.document, parts);
    if (showing.type === 'edit') return await edit(delivery, showing, parts);
    return { type: 'done' };
  } catch (error) {
    return delivered(failureOf(error), parts.now());
  }
}
