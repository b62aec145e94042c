import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { WebClient, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { KnownBlock, ModalView } from '@slack/types';
import { afterEach, expect, it } from 'vitest';
import { FakeSlack, type FakeSlackOptions } from '../../fakes/slack/fake-slack.ts';

let slack: FakeSlack;
afterEach(() => slack.close());

async function connect(options: FakeSlackOptions = {}, token?: string): Promise<WebClient> {
  slack = await FakeSlack.start(options);
  return new WebClient(token ?? slack.team().botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
}

async function refusal(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => null,
    (problem: unknown) => problem,
  );
  if (error instanceof WebAPIPlatformError) return error.data.error;
  return error instanceof WebAPIRateLimitedError ? `retry after ${error.retryAfter}` : String(error);
}

const section = (text: string): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (text: string, id = 'a'): KnownBlock => ({
  type: 'actions',
  elements: [{ type: 'button', action_id: id, text: { type: 'plain_text', text } }],
});
const modal = (title: string): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: title },
  blocks: [section('x')],
});

const posting = (client: WebClient, blocks: KnownBlock[], channel = 'C1') => {
  const { postMessage: post } = client.chat;
  return post({ channel, text: 'x', blocks });
};

it('takes what is within the limits and refuses what is one beyond', async () => {
  const client = await connect();
  const many = (count: number) => Array.from({ length: count }, () => section('x'));
  expect(await posting(client, many(50))).toMatchObject({ ok: true });
  expect(await refusal(posting(client, many(51)))).toBe('invalid_blocks');
  expect(await posting(client, [section('x'.repeat(3_000))])).toMatchObject({ ok: true });
  expect(await refusal(posting(client, [section('x'.repeat(3_001))]))).toBe('invalid_blocks');
  expect(await posting(client, [button('x'.repeat(75))])).toMatchObject({ ok: true });
  expect(await refusal(posting(client, [button('x'.repeat(76))]))).toBe('invalid_blocks');
  expect(await refusal(posting(client, [button('x', 'i'.repeat(256))]))).toBe('invalid_blocks');
  expect(
    await refusal(
      posting(
        client,
        Array.from({ length: 5 }, () => section('x'.repeat(2_900))),
      ),
    ),
  ).toBe('msg_blocks_too_long');
  const twice: KnownBlock = {
    type: 'actions',
    elements: ['a', 'a'].map((id) => ({ type: 'button', action_id: id, text: { type: 'plain_text', text: id } })),
  };
  expect(await refusal(posting(client, [twice]))).toBe('invalid_blocks');
});

it('refuses channels as Slack does', async () => {
  const client = await connect();
  slack.team().addChannel('C8', { archived: true });
  expect(await refusal(posting(client, [], 'C404'))).toBe('channel_not_found');
  expect(await refusal(posting(client, [], 'G1'))).toBe('channel_not_found');
  expect(await refusal(posting(client, [], 'C2'))).toBe('not_in_channel');
  expect(await refusal(posting(client, [], 'C8'))).toBe('is_archived');
  expect(await refusal(client.chat.postEphemeral({ channel: 'C1', user: 'U404', text: 'x' }))).toBe(
    'user_not_in_channel',
  );
});

it('refuses edits as Slack does', async () => {
  const client = await connect();
  const { ts = '' } = await posting(client, [section('x')]);
  expect(await refusal(client.chat.update({ channel: 'C1', ts, text: 'x'.repeat(4_001) }))).toBe('msg_too_long');
  expect(await refusal(client.chat.update({ channel: 'C1', ts: '1.1', text: 'x' }))).toBe('message_not_found');
  const { message_ts: own = '' } = await client.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'x' });
  expect(await refusal(client.chat.update({ channel: 'C1', ts: own, text: 'x' }))).toBe('cant_update_message');
});

it('refuses tokens as Slack does', async () => {
  const client = await connect({}, 'xoxb-wrong');
  expect(await refusal(client.auth.test())).toBe('invalid_auth');
  slack.team().tokenError = 'token_revoked';
  const revoked = new WebClient(slack.team().botToken, { slackApiUrl: slack.apiUrl });
  expect(await refusal(revoked.auth.test())).toBe('token_revoked');
});

it('lets a trigger work once and for three seconds', async () => {
  let now = Date.now();
  const client = await connect({ now: () => now });
  const [first, second] = [slack.trigger('T1', 'U1'), slack.trigger('T1', 'U1')];
  expect(await refusal(client.views.open({ trigger_id: 'made-up', view: modal('x') }))).toBe('invalid_trigger_id');
  expect(await client.views.open({ trigger_id: first, view: modal('x'.repeat(24)) })).toMatchObject({ ok: true });
  expect(await refusal(client.views.open({ trigger_id: first, view: modal('x') }))).toBe('exchanged_trigger_id');
  now += 3_001;
  expect(await refusal(client.views.open({ trigger_id: second, view: modal('x') }))).toBe('expired_trigger_id');
  expect(await refusal(client.views.open({ trigger_id: slack.trigger('T1', 'U1'), view: modal('x'.repeat(25)) }))).toBe(
    'invalid_arguments',
  );
});

it('asks to wait when a method was called too often', async () => {
  let now = Date.now();
  const client = await connect({ now: () => now });
  const { ts = '' } = await posting(client, [section('x')]);
  const edit = () => client.chat.update({ channel: 'C1', ts, text: 'x' });
  for (let index = 0; index < 50; index += 1) await edit();
  expect(await refusal(edit())).toBe('retry after 60');
  now += 60_001;
  expect(await edit()).toMatchObject({ ok: true });
});

it('takes a picture in the steps of the SDK', async () => {
  const client = await connect();
  await client.filesUploadV2({ channel_id: 'C1', file: Buffer.from('PNG'), filename: 'steps.png', alt_text: 'Steps' });
  expect(slack.uploads.files).toMatchObject([{ name: 'steps.png', altText: 'Steps', channel: 'C1' }]);
  expect(slack.uploads.files[0]?.bytes?.toString()).toContain('PNG');
});

it('lets a response URL work five times within half an hour', async () => {
  let now = Date.now();
  await connect({ now: () => now });
  const send = (url: string) => fetch(url, { method: 'POST', body: JSON.stringify({ text: 'x' }) });
  const url = slack.responseUrl(slack.team(), 'C1', 'U1', null);
  for (let index = 0; index < 5; index += 1) expect((await send(url)).status).toBe(200);
  expect((await send(url)).status).toBe(404);
  const old = slack.responseUrl(slack.team(), 'C1', 'U1', null);
  now += 30 * 60_000 + 1;
  expect((await send(old)).status).toBe(404);
});

it('runs as a process of its own', async () => {
  slack = await FakeSlack.start();
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../fakes/slack/main.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  const { apiUrl, botToken } = JSON.parse(String(first.value));
  expect(await new WebClient(botToken, { slackApiUrl: apiUrl }).auth.test()).toMatchObject({ team_id: 'T1' });
  child.stdin.write('{"do":"slash","text":"help","user":"U2"}\n');
  expect(JSON.parse(String((await lines.next()).value))).toEqual({ acked: null });
  child.stdin.end();
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
});
