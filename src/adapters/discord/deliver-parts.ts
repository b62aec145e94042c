import type { Delivered } from '../adapter.ts';
import type { Translator } from '../../message/translator.ts';
import type { LogName } from '../../observe/log.ts';
import type { DiscordApi } from './discord-api.ts';
import type { Failure } from './failure-of.ts';

export type DeliverParts = {
  api: DiscordApi;
  translator: Translator;
  deskChannel: string | null;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Told of what failed beside the message itself. */
  onTrouble: (name: LogName, error: unknown) => void;
};

/** What the journal is to do about a failure. */
export function delivered({ kind, reason, waitMs, unknown }: Failure, now: number): Delivered {
  switch (kind) {
    case 'limited':
      return { type: 'later', at: now + waitMs, reason };
    case 'unreachable':
      return { type: 'failed', reason, happened: unknown ? 'unknown' : 'no' };
    default:
      return { type: 'impossible', reason };
  }
}
