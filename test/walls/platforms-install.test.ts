import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Desk } from '../adapters/slack/desk.ts';

const STATE_SECRET = 'state-secret';
const many = { botToken: null, clientId: 'client.1', clientSecret: 'client-secret', stateSecret: STATE_SECRET };

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.open('http', { settings: many });
});
afterEach(() => desk.close());

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A state as the SDK signs it (JSON Web Token, HS256). */
function stateMade(secret: string, at: Date, algorithm = 'HS256'): string {
  const head = `${base64({ alg: algorithm, typ: 'JWT' })}.${base64({ installOptions: { scopes: [] }, now: at, random: 1 })}`;
  return `${head}.${algorithm === 'none' ? '' : createHmac('sha256', secret).update(head).digest('base64url')}`;
}

/** Somebody begins to install: the cookie of their browser, and the address that Slack sends them back to. */
async function begin(): Promise<{ cookie: string; back: URL }> {
  const begun = await fetch(`http://127.0.0.1:${desk.http.port}/slack/install`, { redirect: 'manual' });
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  const allowed = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
  return { cookie, back: new URL(allowed.headers.get('location') ?? '') };
}

const comeBack = (to: URL, cookie: string) => fetch(to, { headers: { cookie } });

/** The same way back with another state, in a browser that holds it. */
function withState(back: URL, state: string): [URL, string] {
  const to = new URL(back);
  to.searchParams.set('state', state);
  return [to, `slack-app-oauth-state=${state}`];
}

describe('an installation', () => {
  const refused: [string, (begun: { cookie: string; back: URL }) => [URL, string]][] = [
    [
      'without a state',
      ({ back, cookie }) => {
        const to = new URL(back);
        to.searchParams.delete('state');
        return [to, cookie];
      },
    ],
    ['with a state of somebody else’s making', ({ back }) => withState(back, stateMade('guessed', new Date()))],
    ['with a state that is not signed', ({ back }) => withState(back, stateMade('', new Date(), 'none'))],
    [
      'with a state older than ten minutes',
      ({ back }) => withState(back, stateMade(STATE_SECRET, new Date(Date.now() - 601_000))),
    ],
    ['in another browser', ({ back }) => [back, '']],
    ['in a browser that began another one', ({ back }) => [back, 'slack-app-oauth-state=another']],
  ];

  it.each(refused)('%s is refused, and its code is not used', async (_what, made) => {
    const [to, cookie] = made(await begin());
    expect((await comeBack(to, cookie)).ok).toBe(false);
    expect(desk.slack.callsOf('oauth.v2.access')).toEqual([]);
    expect(desk.secrets.size).toBe(0);
  });

  it('with a state made as it should be is taken: the tests above fail for their own reasons', async () => {
    const { back } = await begin();
    expect((await comeBack(...withState(back, stateMade(STATE_SECRET, new Date())))).ok).toBe(true);
  });

  it('is not done again by the same address, nor with a new code for the same state', async () => {
    const { back, cookie } = await begin();
    expect((await comeBack(back, cookie)).ok).toBe(true);
    expect((await comeBack(back, cookie)).ok).toBe(false);
    desk.slack.oauth.nextTeam = 'T3';
    const { back: other } = await begin();
    other.searchParams.set('state', back.searchParams.get('state') ?? '');
    expect((await comeBack(other, cookie)).ok).toBe(false);
    expect(desk.slack.callsOf('oauth.v2.access')).toHaveLength(1);
    expect([...desk.secrets.keys()]).toEqual(['slack:T2']);
  });

  it('that the person did not allow changes nothing', async () => {
    const { back, cookie } = await begin();
    back.searchParams.set('error', 'access_denied');
    expect((await comeBack(back, cookie)).ok).toBe(false);
    expect(desk.secrets.size).toBe(0);
  });
});
