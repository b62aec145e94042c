import type { ServerResponse } from 'node:http';
import type { Adapter } from './adapters/adapter.ts';
import type { DeskRights } from './adapters/desk-rights.ts';
import type { Config } from './config.ts';
import type { Shards } from './config/discord-settings.ts';
import { mayAtDesk, type DeskPerson } from './desk/desk-people.ts';
import type { LiveDesk } from './desk/live-desk.ts';
import type { Journal } from './journal/journal.ts';
import type { MountedHandler } from './observe/http-server.ts';
import type { Log } from './observe/log.ts';
import { sealedStore } from './sealed-store.ts';
import { createVault } from './vault.ts';

export type PlatformParts = { config: Config; journal: Journal; desk: LiveDesk; log: Log };

/** An adapter, and what answers the requests that come to it over HTTP. */
export type Platform = { adapter: Adapter; requests: MountedHandler | null };

/** Under this path the requests of Slack, and of those who install it, come in. */
export const SLACK_PATH = '/slack';

/** The configured platforms. Only what is configured is loaded: each SDK costs half a second. */
export async function platforms(parts: PlatformParts): Promise<Platform[]> {
  return Promise.all([slack(parts), discord(parts)].filter((platform) => platform !== null));
}

function slack({ config, journal, desk: live, log }: PlatformParts): Promise<Platform> | null {
  const settings = config.slack;
  if (settings === null) return null;
  const { desk } = config;
  const deskChannel =
    desk.slack && [desk.slack.workspace, desk.slack.channel].filter((part) => part !== null).join('/');
  return import('./adapters/slack/slack-adapter.ts').then(({ createSlackAdapter }) => {
    const adapter = createSlackAdapter(
      { ...settings, http: null, deskChannel, ownThread: true },
      {
        translator: live.translator,
        installations: sealedStore({ vault: createVault(config.secretKeys), journal, log }),
        once: (key, forMs) => once(journal, key, forMs),
        deskRights: rightsOn('slack', live),
        clock: Date.now,
        log: log.child({ platform: 'slack' }),
      },
    );
    return { adapter, requests: (request, response) => adapter.listener(request, response) || notFound(response) };
  });
}

function discord({ config, desk: live, log }: PlatformParts): Promise<Platform> | null {
  const settings = config.discord;
  if (settings === null) return null;
  const deskChannel = config.desk.discord?.channel ?? null;
  const shards = shardsOf(settings.shards);
  return import('./adapters/discord/discord-adapter.ts').then(({ createDiscordAdapter }) => {
    const given = { token: settings.token, apiUrl: settings.apiUrl, deskChannel, ownThread: true, ...shards };
    const adapter = createDiscordAdapter(given, {
      translator: live.translator,
      deskRights: rightsOn('discord', live),
      clock: Date.now,
      log: log.child({ platform: 'discord' }),
    });
    return { adapter, requests: null };
  });
}

/** The newest desk file counts. */
function rightsOn(platform: DeskPerson['platform'], live: LiveDesk): DeskRights {
  return (ids, right) => mayAtDesk(live.people(), platform, ids, right);
}

/** A bucket of one that fills in that time. */
async function once(journal: Journal, key: string, forMs: number): Promise<boolean> {
  const spent = await journal.spend(`once:${key}`, { capacity: 1, refillPerSecond: 1000 / forMs }, Date.now());
  return spent.granted;
}

function notFound(response: ServerResponse): void {
  response.writeHead(404).end();
}

function shardsOf(shards: Shards): { shards: 'auto' | number[]; shardCount: number | null } {
  if (shards === 'auto') return { shards, shardCount: null };
  const { from, to, count } = shards;
  return { shards: Array.from({ length: to - from + 1 }, (_, index) => from + index), shardCount: count };
}
