import { SnowflakeUtil, type APIMessageTopLevelComponent } from 'discord.js';
import type { Document } from '../../message/document.ts';
import type { Delivered, Delivery, Showing } from '../adapter.ts';
import { readAddress } from './address.ts';
import { delivered, type DeliverParts } from './deliver-parts.ts';
import type { Sent } from './discord-api.ts';
import { failureOf } from './failure-of.ts';
import { lighterIfRefused } from './lighter.ts';
import { messageBody } from './message-body.ts';
import { placesFor } from './places.ts';
import { readPlatformId } from './platform-id.ts';
import { render } from './render.ts';
import { say } from './say.ts';
import { sendAll, type Messages } from './send-all.ts';

/** From then on, Discord allows few edits, in the hour and not in the second (30046 among its JSON error codes). */
const OLD_AFTER_MS = 60 * 60_000;

/** Replaces a message that was sent; where that cannot be done, the last edit is said anew. */
export async function edit(
  delivery: Delivery,
  showing: Extract<Showing, { type: 'edit' }>,
  parts: DeliverParts,
): Promise<Delivered> {
  const at = readPlatformId(showing.platformId);
  if (at === null) return { type: 'impossible', reason: `${showing.platformId} is no message of Discord` };
  const change = async (document: Document) => {
    const [first = [], ...more] = render(document, { ...delivery, translator: parts.translator });
    await editAt(at, first, delivery, parts);
    return more;
  };
  let more: Messages;
  try {
    more = await lighterIfRefused(showing.document, change);
  } catch (error) {
    const failure = failureOf(error);
    const worthWaiting = failure.kind === 'limited' && !isOld(at, parts.now());
    if (worthWaiting || failure.kind === 'unreachable') return delivered(failure, parts.now());
    // The message is gone or can no longer be changed; what comes in between is not worth a message.
    return showing.final ? say(delivery, showing.document, parts) : { type: 'done' };
  }
  // An edit cannot grow beyond its message, so the rest of the last one follows it.
  if (showing.final) await sendAll(at.channel, more, { key: delivery.key, replyTo: null }, parts.api);
  return { type: 'done', platformId: showing.platformId };
}

function isOld({ message }: Sent, now: number): boolean {
  return now - SnowflakeUtil.timestampFrom(message) > OLD_AFTER_MS;
}

async function editAt(
  at: Sent,
  components: APIMessageTopLevelComponent[],
  delivery: Delivery,
  { api, now }: DeliverParts,
): Promise<void> {
  const address = delivery.to === 'desk' ? null : readAddress(delivery.address);
  const [place] = address === null ? [] : placesFor(address, delivery.root, now());
  const body = messageBody(components);
  if (place?.kind === 'answers' && address?.answer) {
    await api.editAnswer(address.answer, body, at.message);
    return;
  }
  try {
    await api.edit(at.channel, at.message, body);
  } catch (error) {
    if (failureOf(error).kind !== 'archived') throw error;
    await api.unarchive(at.channel);
    await api.edit(at.channel, at.message, body);
  }
}
