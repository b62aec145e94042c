import { ConfigError } from '../config-error.ts';
import { setting, urlSetting } from './setting.ts';

/** `from` to `to` (both included) of `count` shards run in this process; `auto`: as many as Discord recommends, all here. */
export type Shards = 'auto' | { from: number; to: number; count: number };

export type DiscordSettings = {
  token: string;
  /** Null: Discord's own. */
  apiUrl: string | null;
  shards: Shards;
};

const shardRange = /^(?<from>\d{1,6})(?:-(?<to>\d{1,6}))?\/(?<count>\d{1,6})$/;

/**
 * @returns null when there is no token
 * @throws ConfigError
 */
export function discordSettings(env: NodeJS.ProcessEnv): DiscordSettings | null {
  const token = setting(env, 'DISCORD_TOKEN');
  const apiUrl = urlSetting(env, 'DISCORD_API_URL');
  const shards = shardsOf(setting(env, 'DISCORD_SHARDS') ?? 'auto');
  if (token === null) return null;
  if (/\s/.test(token)) {
    throw new ConfigError(
      'DISCORD_TOKEN',
      'has blanks in it; write the bare token from "Bot" of the app, without "Bot "',
    );
  }
  return { token, apiUrl, shards };
}

function shardsOf(value: string): Shards {
  if (value === 'auto') return 'auto';
  const groups = shardRange.exec(value)?.groups;
  const from = Number(groups?.['from']);
  const to = Number(groups?.['to'] ?? from);
  const count = Number(groups?.['count']);
  if (from <= to && to < count) return { from, to, count };
  throw new ConfigError(
    'DISCORD_SHARDS',
    `"${value}" is no range of shards; write auto, or 0-3/8 for the first four of eight`,
  );
}
