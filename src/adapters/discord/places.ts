import type { Address } from './address.ts';
import { readPlatformId } from './platform-id.ts';

/** A way to show a message to the person. */
export type Place =
  /** In a thread, whose id is that of the message it hangs on; `open`: it is still to be made. */
  | { kind: 'thread'; thread: string; open: boolean }
  /** In the channel where the case was begun. */
  | { kind: 'channel' }
  /** In direct messages; `channel` null: still to be opened. */
  | { kind: 'direct'; channel: string | null }
  /** As an answer to an interaction; `fill`: the interaction's own answer is still empty. */
  | { kind: 'answers'; fill: boolean };

/**
 * The places to try, the best first: the one after is for when the bot may not write in the one before. What was begun in
 * private is never shown in a channel.
 *
 * @param root platform id of the first message that the person was shown; null: none yet
 */
export function placesFor(address: Address, root: string | null, now: number): Place[] {
  const shown = root === null ? null : readPlatformId(root);
  const live = address.answer !== null && address.answer.until > now;
  const answers: Place[] = live ? [{ kind: 'answers', fill: shown === null }] : [];
  if (shown !== null) return [...whereShown(address, shown.channel, answers), { kind: 'direct', channel: null }];
  switch (address.place) {
    case 'thread':
      return [
        ...(address.anchor === null ? [] : [{ kind: 'thread', thread: address.anchor, open: true } satisfies Place]),
        { kind: 'channel' },
        ...answers,
        { kind: 'direct', channel: null },
      ];
    case 'channel':
      return [...(live ? answers : []), { kind: 'channel' }, { kind: 'direct', channel: null }];
    case 'direct':
      return [{ kind: 'direct', channel: null }, ...answers];
    case 'answers':
      return [...answers, { kind: 'direct', channel: null }];
  }
}

/** Where the first message was shown, the others follow. */
function whereShown(address: Address, channel: string, answers: Place[]): Place[] {
  if (channel === address.anchor) return [{ kind: 'thread', thread: channel, open: false }];
  if (channel !== address.channel) return [{ kind: 'direct', channel }];
  const byAnswers = address.place === 'answers' || (address.place === 'direct' && address.guild !== null);
  return byAnswers ? answers : [{ kind: 'channel' }, ...answers];
}
