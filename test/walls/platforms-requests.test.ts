import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { Desk } from '../adapters/slack/desk.ts';
import { signature } from '../fakes/slack/http-side.ts';

const SECRET = 'signing-secret';
const FORM = 'application/x-www-form-urlencoded';

let desk: Desk;
afterEach(() => desk.close());

const now = () => Math.floor(Date.now() / 1000);
const commandOf = (words: string) =>
  new URLSearchParams({
    command: '/op25b',
    text: words,
    team_id: 'T1',
    channel_id: 'C1',
    user_id: 'U1',
    trigger_id: randomUUID(),
    response_url: 'http://127.0.0.1:9/none',
    is_enterprise_install: 'false',
  }).toString();

async function post(body: string, headers: Record<string, string>): Promise<number> {
  const sent = request(desk.slack.eventsUrl?.url ?? '', {
    method: 'POST',
    headers: { 'content-type': FORM, ...headers },
  });
  sent.end(body);
  const [response] = await once(sent, 'response');
  response.resume();
  return response.statusCode;
}

const signed = (body: string, at = now(), secret = SECRET) => ({
  'x-slack-request-timestamp': String(at),
  'x-slack-signature': signature(secret, at, body),
});

describe('a request that Slack did not send', () => {
  const body = commandOf('送れません');
  const refused: [string, () => [string, Record<string, string>]][] = [
    ['is older than five minutes', () => [body, signed(body, now() - 301)]],
    ['comes from the future', () => [body, signed(body, now() + 301)]],
    ['is signed with another secret', () => [body, signed(body, now(), 'another')]],
    ['was altered', () => [commandOf('別の言葉'), signed(body)]],
    ['has the time altered', () => [body, { ...signed(body), 'x-slack-request-timestamp': String(now() - 1) }]],
    ['has a signature cut short', () => [body, { ...signed(body), 'x-slack-signature': 'v0=' }]],
    ['has no signature', () => [body, { 'x-slack-request-timestamp': String(now()) }]],
    ['has no time', () => [body, { 'x-slack-signature': signed(body)['x-slack-signature'] }]],
    ['has nothing', () => [body, {}]],
  ];

  it.each(refused)('%s: refused, without effect', async (_what, made) => {
    desk = await Desk.open('http');
    const [sent, headers] = made();
    expect(await post(sent, headers)).toBe(401);
    const good = commandOf('本物');
    expect(await post(good, signed(good))).toBe(200);
    await desk.happening();
    expect(desk.inbox.taken.map(({ event }) => event)).toEqual([{ type: 'said', text: '本物' }]);
  });

  it('cannot pose as Slack’s look at the certificate, which is not signed', async () => {
    desk = await Desk.open('http');
    expect(await post(`ssl_check=1&${commandOf('送れません')}`, {})).toBe(200);
    await desk.adapter.stop();
    expect(desk.inbox.taken).toEqual([]);
  });

  it('and was recorded is taken once, however often it is sent again', async () => {
    desk = await Desk.open('http');
    const sent = commandOf('送れません');
    const headers = signed(sent);
    expect(await Promise.all([post(sent, headers), post(sent, headers), post(sent, headers)])).toEqual([200, 200, 200]);
    await desk.adapter.stop();
    expect(desk.inbox.taken).toHaveLength(1);
  });
});
