import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { BOT_SCOPES } from '../../../src/adapters/slack/install-routes.ts';

/** Lengths of https://docs.slack.dev/reference/app-manifest. */
const shape = z.object({
  display_information: z.object({ name: z.string().max(35), description: z.string().max(140) }),
  features: z.object({
    bot_user: z.object({ display_name: z.string().regex(/^[a-z0-9-_.]{1,80}$/), always_online: z.boolean() }),
    agent_view: z.object({ agent_description: z.string().max(300), suggested_prompts: z.array(z.unknown()).max(4) }),
    slash_commands: z.array(
      z.object({ command: z.string(), description: z.string().max(2_000), url: z.string().optional() }),
    ),
    shortcuts: z.array(
      z.object({
        name: z.string().max(24),
        type: z.string(),
        callback_id: z.string(),
        description: z.string().max(150),
      }),
    ),
  }),
  oauth_config: z.object({
    redirect_urls: z.array(z.string()).optional(),
    scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()) }),
  }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.string().optional(), bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.literal(true), request_url: z.string().optional() }),
    socket_mode_enabled: z.boolean(),
  }),
});

const manifest = (mode: string) =>
  shape.parse(parse(readFileSync(new URL(`../../../docs/slack-manifest-${mode}.yaml`, import.meta.url), 'utf8')));

describe.each(['socket', 'http'])('the manifest for %s', (mode) => {
  const { features, oauth_config: oauth, settings } = manifest(mode);

  it('asks for what an installation by OAuth asks for, and no more', () => {
    expect(oauth.scopes.bot.toSorted()).toEqual([...BOT_SCOPES].toSorted());
  });

  it('names what the program listens to', () => {
    expect(features.slash_commands.map(({ command }) => command)).toEqual(['/op25b']);
    expect(features.shortcuts.map(({ type, callback_id: id }) => [type, id])).toEqual([
      ['global', 'op25b_global'],
      ['message', 'op25b_message'],
    ]);
    expect(settings.event_subscriptions.bot_events).toEqual([
      'app_home_opened',
      'app_mention',
      'app_uninstalled',
      'message.im',
      'tokens_revoked',
    ]);
  });

  it('has addresses where Slack sends requests, and none where it does not', () => {
    const addresses = [
      features.slash_commands[0]?.url,
      settings.event_subscriptions.request_url,
      settings.interactivity.request_url,
    ];
    const http = mode === 'http';
    expect(settings.socket_mode_enabled).toBe(!http);
    expect(addresses).toEqual(Array(3).fill(http ? 'https://bot.example/slack/events' : undefined));
    expect(oauth.redirect_urls).toEqual(http ? ['https://bot.example/slack/oauth_redirect'] : undefined);
  });
});
