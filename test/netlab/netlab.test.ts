import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeNetlab } from './describe-netlab.ts';
import type { LineMode } from './line.ts';
import { runInNamespace } from './namespace.ts';
import { startNetlab } from './netlab.ts';
import type { Netlab } from './netlab.ts';
import { ACCOUNT } from './postfix.ts';
import { ADDRESS, MAIL_DOMAIN, MAIL_HOST, WEB_HOST } from './topology.ts';
import type { Place } from './topology.ts';

/** Longer than a plain connection takes here, shorter than the kernel's own patience. */
const PATIENCE_SECONDS = 3;
const CURL_TIMED_OUT = 28;

/** First line that a port says; `silent`, or bash's word for what the kernel said. Seen with nothing but bash. */
async function firstLine(lab: Netlab, place: Place, host: string, port: number): Promise<string> {
  const script = `exec 3<>/dev/tcp/${host}/${port} && read -r line <&3 && echo "$line"`;
  const outcome = await runInNamespace(lab.places[place], 'timeout', [String(PATIENCE_SECONDS), 'bash', '-c', script]);
  if (outcome.code === 0) return outcome.stdout.trim();
  return /Connection refused|No route to host|timed out/i.exec(outcome.stderr)?.[0] ?? 'silent';
}

/** Hands in a message as a mail program would, with user name and password; gives curl's exit code. */
async function send(lab: Netlab, url: string): Promise<number | null> {
  const options = {
    cacert: lab.env.NODE_EXTRA_CA_CERTS ?? '',
    'connect-timeout': String(PATIENCE_SECONDS),
    user: `${ACCOUNT.user}:${ACCOUNT.password}`,
    'mail-from': ACCOUNT.user,
    'mail-rcpt': `hanako@${MAIL_DOMAIN}`,
    'upload-file': '/etc/hostname',
  };
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const { code } = await runInNamespace(lab.places.user, 'curl', ['--silent', '--ssl', ...words, url]);
  return code;
}

/** Shell words that speak to a port as they are told on stdin, without TLS. */
const plain = (port: number): string => `bash -c 'exec 3<>/dev/tcp/${MAIL_HOST}/${port}; sed "s/$/\\r/" >&3; cat <&3'`;

describeNetlab('the network lab', () => {
  let lab: Netlab;
  beforeAll(async () => {
    lab = await startNetlab();
  });
  afterAll(() => lab?.close());

  test('on an open line the user reaches Postfix on 25 and 587, over both families', async () => {
    lab.setLine('open');
    const greetings = await Promise.all(
      [ADDRESS.mail.v4, ADDRESS.mail.v6].flatMap((address) =>
        [25, 587].map((port) => firstLine(lab, 'user', address, port)),
      ),
    );
    expect(greetings).toEqual(Array.from({ length: 4 }, () => `220 ${MAIL_HOST} ESMTP Postfix`));
  });

  test.each<[LineMode, 'v4' | 'v6', string]>([
    ['op25b-drop', 'v4', 'silent'],
    ['op25b-drop', 'v6', 'silent'],
    ['op25b-reset', 'v4', 'Connection refused'],
    ['op25b-reset', 'v6', 'Connection refused'],
    ['op25b-reject', 'v4', 'No route to host'],
  ])('a line in mode %s answers port 25 over %s with: %s', async (mode, family, seen) => {
    const address = ADDRESS.mail[family];
    lab.setLine(mode);
    const [user25, unrelated25, user587, bot25] = await Promise.all([
      firstLine(lab, 'user', address, 25),
      firstLine(lab, 'user', ADDRESS.unrelated[family], 25),
      firstLine(lab, 'user', address, 587),
      firstLine(lab, 'bot', address, 25),
    ]);
    const greeting = `220 ${MAIL_HOST} ESMTP Postfix`;
    expect({ user25, unrelated25, user587, bot25 }).toEqual({
      user25: seen,
      unrelated25: seen,
      user587: greeting,
      bot25: greeting,
    });
  });

  test('where all mail is blocked the web still works', async () => {
    lab.setLine('all-mail-blocked');
    const seen = await Promise.all([25, 465, 587].map((port) => firstLine(lab, 'user', MAIL_HOST, port)));
    expect(seen).toEqual(['silent', 'silent', 'silent']);
    const web = await runInNamespace(lab.places.user, 'bash', ['-c', `exec 3<>/dev/tcp/${WEB_HOST}/443`]);
    expect(web.code).toBe(0);
  });

  test('AUTH is offered on 465 and on 587 inside TLS only, and never on 25', async () => {
    const ehlo = async (...args: string[]): Promise<string> => {
      const script = `{ sleep 0.3; echo EHLO bot.example; sleep 0.3; echo QUIT; } | ${args.join(' ')}`;
      return (await runInNamespace(lab.places.bot, 'bash', ['-c', script])).stdout;
    };
    const tls = [
      'openssl s_client -quiet -crlf -verify_return_error -CAfile',
      lab.env.NODE_EXTRA_CA_CERTS ?? '',
      '-connect',
    ];
    const [plain25, plain587, starttls25, starttls587, tls465] = await Promise.all([
      ehlo(plain(25)),
      ehlo(plain(587)),
      ehlo(...tls, `${MAIL_HOST}:25`, '-starttls smtp'),
      ehlo(...tls, `${MAIL_HOST}:587`, '-starttls smtp'),
      ehlo(...tls, `${MAIL_HOST}:465`),
    ]);
    for (const reply of [plain25, plain587]) expect(reply).toMatch(/^250-STARTTLS\r?$/m);
    for (const reply of [plain25, plain587, starttls25]) expect(reply).not.toContain('AUTH');
    for (const reply of [plain25, plain587, starttls25, starttls587, tls465]) expect(reply).toMatch(/^250-SIZE /m);
    for (const reply of [starttls587, tls465]) expect(reply).toMatch(/^250-AUTH PLAIN LOGIN\r?$/m);
  });

  test('under OP25B a message goes out by 587 and 465 with sign-in, and not by 25', async () => {
    lab.setLine('op25b-drop');
    expect(await send(lab, `smtp://${MAIL_HOST}:25`)).toBe(CURL_TIMED_OUT);
    expect(await send(lab, `smtp://${MAIL_HOST}:587`)).toBe(0);
    expect(await send(lab, `smtps://${MAIL_HOST}:465`)).toBe(0);
    expect(lab.postfixLog()).toContain(`sasl_username=${ACCOUNT.user}`);
  });
});
