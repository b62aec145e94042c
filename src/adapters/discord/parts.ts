import type { Translator } from '../../message/translator.ts';

/** Lines for the operator: fields first, then words that say what happened. */
export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

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
};

export type DiscordParts = {
  translator: Translator;
  /** `now`: milliseconds since 1970. */
  clock: { now(): number };
  log: Log;
};
