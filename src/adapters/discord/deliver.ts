import type { APIMessageTopLevelComponent } from 'discord.js';
import type { Delivered, Delivery, Showing } from '../adapter.ts';
import { text } from '../../message/text.ts';
import type { Translator } from '../../message/translator.ts';
import type { LogName } from '../../observe/log.ts';
import { readAddress, type Address } from './address.ts';
import { clip } from './clip.ts';
import type { DiscordApi, Sent } from './discord-api.ts';
import { failureOf, type Failure } from './failure-of.ts';
import { LONGEST_THREAD_NAME } from './limits.ts';
import { messageBody, nonceOf } from './message-body.ts';
import { placesFor, type Place } from './places.ts';
import { platformId, readPlatformId } from './platform-id.ts';
import { render } from './render.ts';

export type DeliverParts = {
  api: DiscordApi;
  translator: Translator;
  deskChannel: string | null;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Told of what failed beside the message itself. */
  onTrouble: (name: LogName, error: unknown) => void;
};

type Say = Extract<Showing, { type: 'say' }>;
type Edit = Extract<Showing, { type: 'edit' }>;
type Messages = APIMessageTopLevelComponent[][];

/** Shows one thing on Discord. It knows nothing but the delivery, so any process can do it. */
export async function deliver(delivery: Delivery, parts: DeliverParts): Promise<Delivered> {
  const { showing } = delivery;
  try {
    if (showing.type === 'say') return await say(delivery, showing, parts);
    if (showing.type === 'edit') return await edit(delivery, showing, parts);
    return { type: 'done' };
  } catch (error) {
    return delivered(failureOf(error), parts.now());
  }
}

/** What the journal is to do about a failure. */
function delivered(failure: Failure, now: number): Delivered {
  const { kind, reason, waitMs, unknown } = failure;
  switch (kind) {
    case 'limited':
      return { type: 'later', at: now + waitMs, reason };
    case 'unreachable':
      return { type: 'failed', reason, happened: unknown ? 'unknown' : 'no' };
    default:
      return { type: 'impossible', reason };
  }
}

async function say(delivery: Delivery, showing: Say, parts: DeliverParts): Promise<Delivered> {
  const messages = render(showing.document, { ...delivery, translator: parts.translator });
  if (delivery.to === 'desk') {
    if (parts.deskChannel === null) return { type: 'impossible', reason: 'the desk has no channel' };
    return done(await sendAll(parts.deskChannel, messages, delivery, null, parts));
  }
  const address = readAddress(delivery.address);
  if (address === null) return { type: 'impossible', reason: 'the address was not written by this adapter' };
  let failure: Failure | null = null;
  for (const place of placesFor(address, delivery.root, parts.now())) {
    try {
      return done(await sayIn(place, address, messages, delivery, parts));
    } catch (error) {
      failure = failureOf(error);
      const closed = failure.kind === 'forbidden' || failure.kind === 'gone';
      if (!closed) break;
    }
  }
  return failure ? delivered(failure, parts.now()) : { type: 'impossible', reason: 'there is no place to answer in' };
}

function done(sent: Sent | null): Delivered {
  return sent ? { type: 'done', platformId: platformId(sent.channel, sent.message) } : { type: 'done' };
}

async function sayIn(
  place: Place,
  address: Address,
  messages: Messages,
  delivery: Delivery,
  parts: DeliverParts,
): Promise<Sent | null> {
  switch (place.kind) {
    case 'thread': {
      const thread = address.anchor ?? address.channel;
      if (place.open) await openThread(thread, address, delivery, parts);
      return sendAll(thread, messages, delivery, null, parts);
    }
    case 'channel':
      return sendAll(address.channel, messages, delivery, address.anchor, parts);
    case 'direct': {
      const channel = place.channel ?? (await parts.api.openDirect(address.user));
      const sent = await sendAll(channel, messages, delivery, null, parts);
      if (delivery.root === null) await fillAnswer(address, text('discord:case.in-direct'), delivery, parts);
      return sent;
    }
    case 'answers':
      return answerAll(place.fill, address, messages, parts);
  }
}

/** A thread on the anchor. Each step can be done twice, so that a crash in between is no harm. */
async function openThread(anchor: string, address: Address, delivery: Delivery, parts: DeliverParts): Promise<void> {
  const { api, translator } = parts;
  const reference = { code: delivery.conversation };
  await fillAnswer(
    address,
    text('discord:case.begun', { reference, person: { person: address.user } }),
    delivery,
    parts,
  );
  const name = translator.plain(delivery.language, text('discord:case.thread-name', { reference }));
  try {
    await api.startThread(address.channel, anchor, clip(name, LONGEST_THREAD_NAME));
  } catch (error) {
    if (failureOf(error).kind !== 'done-before') throw error;
  }
  await api.addToThread(anchor, address.user).catch((error: unknown) => {
    parts.onTrouble('person-not-in-thread', error);
  });
}

/** The interaction that waits for its answer gets these words; the case does not depend on it. */
async function fillAnswer(
  address: Address,
  words: ReturnType<typeof text>,
  delivery: Delivery,
  { api, translator, onTrouble, now }: DeliverParts,
): Promise<void> {
  if (address.answer === null || address.answer.until <= now()) return;
  const document = { blocks: [{ kind: 'paragraph' as const, spans: translator.spans(delivery.language, words) }] };
  const [components = []] = render(document, { ...delivery, translator });
  await api.editAnswer(address.answer, messageBody(components)).catch((error: unknown) => {
    onTrouble('answer-left-empty', error);
  });
}

async function sendAll(
  channel: string,
  messages: Messages,
  { key }: Delivery,
  replyTo: string | null,
  { api }: DeliverParts,
): Promise<Sent | null> {
  let first: Sent | null = null;
  for (const [index, components] of messages.entries()) {
    const reply = replyTo !== null &&
      index === 0 && { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
    const sent = await api.send(channel, { ...messageBody(components), ...nonceOf(key, index), ...reply });
    first ??= sent;
  }
  return first;
}

async function answerAll(
  fill: boolean,
  address: Address,
  messages: Messages,
  { api }: DeliverParts,
): Promise<Sent | null> {
  const { answer, quiet } = address;
  if (answer === null) return null;
  let first: Sent | null = null;
  for (const [index, components] of messages.entries()) {
    const body = messageBody(components, { quiet });
    // Quiet or not was settled when the answer was deferred.
    const sent = fill && index === 0 ? api.editAnswer(answer, messageBody(components)) : api.followUp(answer, body);
    first ??= await sent;
    await sent;
  }
  return first;
}

async function edit(delivery: Delivery, showing: Edit, parts: DeliverParts): Promise<Delivered> {
  const at = readPlatformId(showing.platformId);
  if (at === null) return { type: 'impossible', reason: `${showing.platformId} is no message of Discord` };
  const [first = [], ...more] = render(showing.document, { ...delivery, translator: parts.translator });
  try {
    await editAt(at, first, delivery, parts);
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'limited' || failure.kind === 'unreachable') return delivered(failure, parts.now());
    // The message is gone or can no longer be changed: what matters is said anew, the rest is not worth a message.
    if (!showing.final) return { type: 'done' };
    return say(delivery, { type: 'say', message: showing.message, document: showing.document }, parts);
  }
  // An edit cannot grow beyond one message; only the last one is worth more.
  if (showing.final && more.length > 0) await sendAll(at.channel, more, delivery, null, parts);
  return { type: 'done', platformId: showing.platformId };
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
