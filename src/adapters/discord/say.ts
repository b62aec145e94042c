import type { Delivered, Delivery } from '../adapter.ts';
import type { Document } from '../../message/document.ts';
import { text } from '../../message/text.ts';
import { readAddress, type Address } from './address.ts';
import { delivered, type DeliverParts } from './deliver-parts.ts';
import type { Sent } from './discord-api.ts';
import { failureOf, type Failure } from './failure-of.ts';
import { lighterIfRefused } from './lighter.ts';
import { fillAnswer, openThread } from './open-thread.ts';
import { picturesOf, type Pictures } from './picture-files.ts';
import { placesFor, type Place } from './places.ts';
import { platformId } from './platform-id.ts';
import { render } from './render.ts';
import { answerAll, sendAll, type Messages } from './send-all.ts';

/** After these another place may do; a filter reaches no further than its guild. */
const ELSEWHERE: Failure['kind'][] = ['forbidden', 'gone', 'filtered'];

type Rendered = { messages: Messages; pictures: Pictures };

/** Shows a document as new messages, in the first place where the bot may write. */
export async function say(delivery: Delivery, document: Document, parts: DeliverParts): Promise<Delivered> {
  const { api, translator, deskChannel, now } = parts;
  const rendered = (shown: Document): Rendered => {
    const pictures = picturesOf(shown);
    return { messages: render(shown, { ...delivery, translator }, pictures), pictures };
  };
  if (delivery.to === 'desk') {
    if (deskChannel === null) return { type: 'impossible', reason: 'the desk has no channel' };
    const send = (shown: Document) => {
      const { messages, pictures } = rendered(shown);
      return sendAll(deskChannel, messages, { key: delivery.key, replyTo: null, pictures }, api);
    };
    return done(await lighterIfRefused(document, send));
  }
  const address = readAddress(delivery.address);
  if (address === null) return { type: 'impossible', reason: 'the address was not written by this adapter' };
  let failure: Failure | null = null;
  for (const place of placesFor(address, delivery.root, now())) {
    try {
      const sayHere = (shown: Document) => sayIn(place, address, rendered(shown), delivery, parts);
      return done(await lighterIfRefused(document, sayHere));
    } catch (error) {
      failure = failureOf(error);
      if (!ELSEWHERE.includes(failure.kind)) break;
    }
  }
  return failure ? delivered(failure, now()) : { type: 'impossible', reason: 'there is no place to answer in' };
}

function done(sent: Sent | null): Delivered {
  return sent ? { type: 'done', platformId: platformId(sent.channel, sent.message) } : { type: 'done' };
}

async function sayIn(
  place: Place,
  address: Address,
  { messages, pictures }: Rendered,
  delivery: Delivery,
  parts: DeliverParts,
): Promise<Sent | null> {
  const { api } = parts;
  const { key } = delivery;
  switch (place.kind) {
    case 'thread':
      if (place.open) await openThread(place.thread, address, delivery, parts);
      return sendAll(place.thread, messages, { key, replyTo: null, pictures }, api);
    case 'channel':
      return sendAll(address.channel, messages, { key, replyTo: address.anchor, pictures }, api);
    case 'direct': {
      const channel = place.channel ?? (await api.openDirect(address.user));
      const sent = await sendAll(channel, messages, { key, replyTo: null, pictures }, api);
      if (delivery.root === null) await fillAnswer(address, text('discord:case.in-direct'), delivery, parts);
      return sent;
    }
    case 'answers':
      return answerAll(place.fill, messages, address, api, pictures);
  }
}
