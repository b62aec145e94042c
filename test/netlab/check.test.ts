import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { describeNetlab } from './describe-netlab.ts';
import { runInNamespace } from './namespace.ts';
import type { Outcome } from './namespace.ts';
import { startNetlab } from './netlab.ts';
import type { Netlab } from './netlab.ts';
import type { Place } from './topology.ts';
import { ADDRESS, MAIL_DOMAIN, MAIL_HOST } from './topology.ts';

const MAIN = fileURLToPath(new URL('../../src/op25b.js', import.meta.url));

/** The part of contract.md's report that is held against Postfix here. */
const report = z.object({
  server: z.string(),
  at: z.iso.datetime(),
  vantage: z.object({ id: z.literal('bot'), port25: z.string(), port465: z.string(), port587: z.string() }),
  dns: z.object({ status: z.literal('ok'), addresses: z.array(z.string()) }),
  endpoints: z.array(
    z.object({
      ip: z.string(),
      family: z.literal([4, 6]),
      port: z.number(),
      state: z.enum(['open', 'refused', 'timeout', 'unreachable', 'reset', 'refused-target']),
      ms: z.record(z.string(), z.number()),
      banner: z.nullable(z.string()),
      starttls: z.nullable(z.boolean()),
      tls: z.nullable(
        z.object({ protocol: z.nullable(z.string()), authorized: z.boolean(), problem: z.nullable(z.string()) }),
      ),
      auth: z.object({ plain: z.array(z.string()), tls: z.array(z.string()) }),
    }),
  ),
  routes: z.array(
    z.object({
      host: z.string(),
      port: z.number(),
      encryption: z.string(),
      auth: z.array(z.string()),
      usable: z.boolean(),
    }),
  ),
  took_ms: z.number(),
});

describeNetlab('`op25b check` against the real Postfix', () => {
  let lab: Netlab;
  beforeAll(async () => {
    lab = await startNetlab();
  });
  afterAll(() => lab?.close());

  const check = (place: Place, ...args: string[]): Promise<Outcome> =>
    runInNamespace(lab.places[place], process.execPath, [MAIN, 'check', ...args], { env: lab.env });
  const checkJson = async (place: Place, ...args: string[]): Promise<z.infer<typeof report>> => {
    const outcome = await check(place, ...args, '--json');
    return report.parse(JSON.parse(outcome.stdout || JSON.stringify(outcome)));
  };

  test('finds each port open over both families, with a trusted certificate, and sign-in where Postfix offers it', async () => {
    const outcome = await check('bot', MAIL_HOST, '--json');
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    const found = report.parse(JSON.parse(outcome.stdout));
    expect(found.server).toBe(MAIL_HOST);
    expect(found.vantage).toEqual({ id: 'bot', port25: 'open', port465: 'open', port587: 'open' });
    expect(found.dns.addresses.toSorted()).toEqual([ADDRESS.mail.v4, ADDRESS.mail.v6].toSorted());

    const signIn = ['PLAIN', 'LOGIN'];
    const expected = [ADDRESS.mail.v4, ADDRESS.mail.v6].flatMap((ip) =>
      [25, 465, 587].map((port) => ({
        ip,
        port,
        state: 'open',
        banner: expect.stringContaining('ESMTP Postfix'),
        starttls: port === 465 ? null : true,
        tls: { protocol: 'TLSv1.3', authorized: true, problem: null },
        auth: { plain: [], tls: port === 25 ? [] : signIn },
      })),
    );
    expect(found.endpoints).toHaveLength(expected.length);
    for (const endpoint of expected) expect(found.endpoints).toContainEqual(expect.objectContaining(endpoint));
    expect(found.routes.filter((route) => route.usable)).toEqual(
      expect.arrayContaining([
        { host: MAIL_HOST, port: 587, encryption: 'starttls', auth: signIn, usable: true },
        { host: MAIL_HOST, port: 465, encryption: 'tls', auth: signIn, usable: true },
      ]),
    );
    expect(found.routes.find((route) => route.usable)?.port).toBe(587);
  });

  test('ends each of its connections with QUIT and never begins a message', async () => {
    await check('bot', MAIL_HOST, '--json');
    const log = lab.postfixLog().split('\n');
    const sessions = log.filter((line) => line.includes(`disconnect from`) && line.includes(ADDRESS.bot.v4));
    expect(sessions.length).toBeGreaterThan(0);
    for (const session of sessions) expect(session).toMatch(/ quit=1 /);
    expect(log.filter((line) => / (?:mail|rcpt|auth|vrfy|data)=/.test(line))).toEqual([]);
    expect(log.filter((line) => /lost connection|improper command pipelining/.test(line))).toEqual([]);
  });

  test('finds the submission server of a mail address', async () => {
    const found = await checkJson('bot', `hanako@${MAIL_DOMAIN}`);
    expect(found.routes[0]).toMatchObject({ host: MAIL_HOST, port: 587, usable: true });
  });

  test('tells people in words which way is open', async () => {
    const [ja, en] = await Promise.all(['ja', 'en'].map((language) => check('bot', MAIL_HOST, '--lang', language)));
    for (const outcome of [ja, en]) expect(outcome).toMatchObject({ code: 0, stdout: expect.stringContaining('587') });
    expect(ja?.stdout).toMatch(/\p{Script=Hiragana}/u);
    expect(en?.stdout).not.toMatch(/\p{Script=Hiragana}/u);
  });

  test('run behind a line that drops port 25 it says so of its own network, and still finds the usable routes', async () => {
    lab.setLine('op25b-drop');
    const found = await checkJson('user', MAIL_HOST);
    lab.setLine('open');
    expect(found.vantage).toMatchObject({ port25: 'blocked', port587: 'open' });
    const states = (port: number): string[] =>
      found.endpoints.filter((each) => each.port === port).map((each) => each.state);
    expect(states(25)).toEqual(['timeout', 'timeout']);
    expect(states(587)).toEqual(['open', 'open']);
    expect(found.routes[0]).toMatchObject({ port: 587, usable: true });
  });

  test('a host without any mail port has no usable route: exit code 1', async () => {
    expect((await check('bot', ADDRESS.web.v4, '--json')).code).toBe(1);
  });

  test('an address that nobody allowed is not dialled: exit code 2', async () => {
    expect((await check('bot', '192.168.0.1')).code).toBe(2);
  });
});
