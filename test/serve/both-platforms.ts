import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { FakeDiscord, type FakeOptions } from '../fakes/discord/fake-discord.ts';
import { FakeSlack, type FakeSlackOptions } from '../fakes/slack/fake-slack.ts';
import { BotProcess } from './bot-process.ts';

/** Both fakes, a data folder, and the processes of the bot that a test starts. */
export class BothPlatforms {
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  readonly folder: string;
  /** Host and port that the bot answers on. */
  readonly http: string;
  readonly #bots: BotProcess[] = [];

  private constructor(slack: FakeSlack, discord: FakeDiscord, http: string) {
    this.slack = slack;
    this.discord = discord;
    this.http = http;
    this.folder = mkdtempSync(join(tmpdir(), 'op25b-serve-'));
  }

  static async open(options: { slack?: FakeSlackOptions; discord?: FakeOptions } = {}): Promise<BothPlatforms> {
    const slack = await FakeSlack.start({ budgets: null, ...options.slack });
    const discord = await FakeDiscord.start(options.discord);
    return new BothPlatforms(slack, discord, `127.0.0.1:${await freePort()}`);
  }

  get slackEnv(): Record<string, string> {
    const { slack } = this;
    return { SLACK_BOT_TOKEN: slack.team().botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl };
  }

  get discordEnv(): Record<string, string> {
    return { DISCORD_TOKEN: this.discord.token, DISCORD_API_URL: this.discord.url };
  }

  /** Starts `op25b serve`; resolves at once. */
  start(env: Record<string, string>): BotProcess {
    const bot = BotProcess.start({ OP25B_DATA_DIR: this.folder, OP25B_HTTP: this.http, ...env });
    this.#bots.push(bot);
    return bot;
  }

  /** Starts it on both; resolves once both have its connection. */
  async startOnBoth(env: Record<string, string> = {}): Promise<BotProcess> {
    const [slackBefore, discordBefore] = [this.slack.socket.connected, this.discord.gateway.identified.length];
    const bot = this.start({ ...this.slackEnv, ...this.discordEnv, ...env });
    await this.slack.until(() => this.slack.socket.connected > slackBefore, STARTED_WITHIN_MS);
    const { gateway } = this.discord;
    await this.discord.waitFor(() => gateway.identified.length > discordBefore, 'the login', STARTED_WITHIN_MS);
    await this.healthy((health) => health.status === 'ok');
    return bot;
  }

  /** What /healthz says, once it is as wished. */
  async healthy(isRight: (health: Health) => boolean, { at = this.http } = {}): Promise<Health & { http: number }> {
    const deadline = Date.now() + STARTED_WITHIN_MS;
    for (let last: unknown = null; ;) {
      try {
        const response = await fetch(`http://${at}/healthz`);
        const health = healthShape.parse(await response.json());
        last = health;
        if (isRight(health)) return { ...health, http: response.status };
      } catch (error) {
        last = error;
      }
      if (Date.now() > deadline) throw new Error(`never: ${JSON.stringify(last)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#bots.map((bot) => bot.kill()));
    await this.slack.close();
    await this.discord.close();
    rmSync(this.folder, { recursive: true });
  }
}

const healthShape = z.object({
  status: z.string(),
  adapters: z.record(
    z.string(),
    z.object({ state: z.string(), lastHeard: z.string().nullable(), problem: z.string().nullable() }),
  ),
  journal: z.object({ state: z.string() }),
});
export type Health = z.infer<typeof healthShape>;

/** Two SDKs on a crowded machine. */
export const STARTED_WITHIN_MS = 30_000;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
