import type { Translator } from '../../message/translator.ts';
import type { DeskRights } from '../desk-rights.ts';
import type { Log } from '../../observe/log.ts';

export type DiscordSettings = {
  token: string;
  /** As `https://discord.com/api`; null: Discord's own. */
  apiUrl: string | null;
  /** `auto`: as many as Discord recommends, all in this process; else these of `shardCount`. */
  shards: 'auto' | number[];
  /** Shards of all processes together; null with `auto`. */
  shardCount: number | null;
  /** The id of the channel where the desk works; null: there is none. */
  deskChannel: string | null;
  /** The gateway in a thread of its own, so that commands are answered however busy this one is. It takes 0.6 s to start. */
  ownThread?: boolean;
};

export type DiscordParts = {
  translator: Translator;
  deskRights: DeskRights;
  /** Milliseconds since 1970. */
  clock: () => number;
  log: Pick<Log, 'info' | 'warn' | 'error'>;
};
