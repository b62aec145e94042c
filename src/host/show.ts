import type { Delivered, Delivery, Showing } from '../adapters/adapter.ts';
import { failureText } from '../conversation/messages/progress-message.ts';
import type { Claimed, Outcome } from '../journal/effect-queue.ts';
import { backOff } from '../journal/limits.ts';
import type { Document } from '../message/document.ts';
import type { EffectOf, HostParts } from './host-parts.ts';
import { seatOf } from './take.ts';

/** The first message of a conversation, which the others answer on platforms with threads. */
const FIRST_MESSAGE = 'm1';

export async function say(parts: HostParts, claimed: Claimed, effect: EffectOf<'say'>): Promise<Outcome> {
  const { journal, translator } = parts;
  const { conversation, language } = claimed;
  if (claimed.repeat && (await journal.sentAs(conversation, effect.id)) !== null) return { type: 'done' };
  // What is known within the first moments comes with the final edit; an edit before it would only hold that back.
  if (effect.message.blocks.some(({ kind }) => kind === 'progress'))
    await space(parts, claimed, `progress:${effect.id}`);
  const document = await illustrated(parts, claimed, translator.document(language, effect.message));
  return deliver(parts, claimed, 'person', { type: 'say', message: effect.id, document });
}

export async function edit(parts: HostParts, claimed: Claimed, effect: EffectOf<'edit'>): Promise<Outcome> {
  const { journal, translator, clock } = parts;
  const { id: message, final } = effect;
  const platformId = await journal.sentAs(claimed.conversation, message);
  if (platformId === null) return { type: 'done' };
  const budget = await editBudget(parts, claimed, effect);
  if (budget.type !== 'edit' && !final) return { type: 'done' };
  if (budget.type === 'wait') {
    return { type: 'retry', error: 'edits-too-close', at: Math.max(budget.at, clock()), happened: 'no', counts: false };
  }
  const document = translator.document(claimed.language, effect.message);
  // In a rush the workspace has no edits left: what was found goes out as a message of its own rather than late.
  if (budget.type === 'none-left') return deliver(parts, claimed, 'person', { type: 'say', message, document });
  return deliver(parts, claimed, 'person', { type: 'edit', message, platformId, document, final });
}

function illustrated(parts: HostParts, { platform, language }: Claimed, document: Document): Promise<Document> {
  const { pictures } = seatOf(parts.seats, platform).adapter.capabilities;
  return pictures ? parts.illustrate(document, language) : Promise.resolve(document);
}

/** Effects that some platforms show as data beside the words. */
export async function showData(
  parts: HostParts,
  claimed: Claimed,
  effect: EffectOf<'diagnosis'> | EffectOf<'end'> | EffectOf<'error'>,
): Promise<Outcome> {
  if (!seatOf(parts.seats, claimed.platform).adapter.capabilities.data) return { type: 'done' };
  return deliver(parts, claimed, 'person', effect.type === 'error' ? errorShowing(parts, claimed, effect) : effect);
}

function errorShowing({ translator }: HostParts, { language }: Claimed, { failure }: EffectOf<'error'>): Showing {
  return { type: 'error', code: failure.code, words: translator.plain(language, failureText(failure)) };
}

/** Hands one showing to the platform and says what became of it. */
export async function deliver(
  parts: HostParts,
  claimed: Claimed,
  to: Delivery['to'],
  showing: Showing,
): Promise<Outcome> {
  const { journal, clock, observer } = parts;
  const { conversation, sequence, address, language, repeat, platform } = claimed;
  const { adapter } = seatOf(parts.seats, platform);
  const start = performance.now();
  const root = to === 'person' ? await journal.sentAs(conversation, FIRST_MESSAGE) : null;
  const key = `${conversation}:${sequence}`;
  const delivered = await adapter.deliver({ conversation, to, address, language, root, key, repeat, showing });
  const ms = performance.now() - start;
  observer.delivered({ conversation, platform, effect: showing.type, outcome: delivered.type, ms });
  const message = to === 'desk' ? DESK_MESSAGE : 'message' in showing ? showing.message : null;
  return outcomeOf(delivered, message, claimed.attempt, clock());
}

/** The name of the case's message in the desk's channel among the messages of its conversation. */
export const DESK_MESSAGE = 'desk';

export function outcomeOf(delivered: Delivered, message: string | null, attempt: number, now: number): Outcome {
  switch (delivered.type) {
    case 'done':
      return delivered.platformId === undefined || message === null
        ? { type: 'done' }
        : { type: 'done', sent: { message, platformId: delivered.platformId } };
    case 'later':
      return { type: 'retry', error: delivered.reason, at: delivered.at, happened: 'no', counts: false };
    case 'failed': {
      const { reason, happened } = delivered;
      return { type: 'retry', error: reason, at: now + backOff(attempt), happened, counts: true };
    }
    case 'impossible':
      return { type: 'dead', error: delivered.reason };
  }
}

type Budget = { type: 'edit' } | { type: 'wait'; at: number } | { type: 'none-left' };

/** Takes an edit out of the platform's budgets: of this message, and of the workspace. */
async function editBudget(parts: HostParts, claimed: Claimed, { id, final }: EffectOf<'edit'>): Promise<Budget> {
  const { journal, seats, clock } = parts;
  const { editsPerMinute } = seatOf(seats, claimed.platform).adapter.capabilities;
  const tooSoon = final ? null : await space(parts, claimed, `progress:${id}`);
  const at = tooSoon ?? (await space(parts, claimed, `edit:${id}`));
  if (at !== null) return { type: 'wait', at };
  if (editsPerMinute === null) return { type: 'edit' };
  const bucket = { capacity: editsPerMinute, refillPerSecond: editsPerMinute / 60 };
  const spent = await journal.spend(`edits:${workspaceOf(claimed)}`, bucket, clock());
  return spent.granted ? { type: 'edit' } : { type: 'none-left' };
}

/** Keeps what happens under one name apart by the platform's least distance between edits; null: it may happen now. */
async function space({ journal, seats, clock }: HostParts, claimed: Claimed, name: string): Promise<number | null> {
  const { editEveryMs } = seatOf(seats, claimed.platform).adapter.capabilities;
  if (editEveryMs === 0) return null;
  const bucket = { capacity: 1, refillPerSecond: 1000 / editEveryMs };
  const spent = await journal.spend(`${claimed.conversation}:${name}`, bucket, clock());
  return spent.granted ? null : spent.at;
}

/** `slack:T1` of the person `slack:T1:U1`. */
function workspaceOf({ platform, person }: Claimed): string {
  return person?.split(':').slice(0, 2).join(':') ?? platform;
}
