import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { signature } from '../../fakes/slack/http-side.ts';
import { Desk } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

describe('requests over HTTP (trap 13)', () => {
  async function post(headers: Record<string, string>, body: string): Promise<number> {
    const sent = request(desk.slack.eventsUrl?.url ?? '', { method: 'POST', headers });
    sent.end(body);
    const [response] = await once(sent, 'response');
    response.resume();
    return response.statusCode;
  }
  const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
  const signed = (at: number, secret = 'signing-secret') => ({
    'content-type': 'application/json',
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': signature(secret, at, body),
  });
  const now = () => Math.floor(Date.now() / 1000);

  it('may name their charset', async () => {
    desk = await Desk.open('http');
    expect(await post({ ...signed(now()), 'content-type': 'application/json; charset=utf-8' }, body)).toBe(200);
  });

  it('are refused from the past, from the future, unsigned, signed by another, and too large', async () => {
    desk = await Desk.open('http');
    expect(await post(signed(now()), body)).toBe(200);
    expect(await post(signed(now() - 600), body)).toBe(401);
    expect(await post(signed(now() + 600), body)).toBe(401);
    expect(await post(signed(now(), 'another'), body)).toBe(401);
    expect(await post({ 'content-type': 'application/json' }, body)).toBe(401);
    expect(await post(signed(now()), 'x'.repeat(2_000_000))).toBe(413);
  });

  it('to any other path are not Slack’s', async () => {
    desk = await Desk.open('http');
    const { url } = desk.slack.eventsUrl ?? expect.fail();
    expect((await fetch(new URL('/elsewhere', url))).status).toBe(404);
    expect((await fetch(url)).status).toBe(404);
  });
});
