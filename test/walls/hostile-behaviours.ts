import type { MailPort } from '../../src/diagnosis/probe-report.ts';
import type { HostileSession } from './hostile-session.ts';

/** One way to misbehave. `item`: its number and name on the list of what a prober must survive. */
export type Behaviour = {
  item: string;
  port: MailPort;
  /** The finding that names it; null: only the state tells, or nothing is wrong. */
  code: string | null;
  args?: Record<string, string | number>;
  serve(session: HostileSession): Promise<void>;
};

const GREETING = '220 mail.hostile.example ESMTP\r\n';
const EHLO = '250-mail.hostile.example\r\n250 STARTTLS\r\n';
/** In place of ten seconds. */
const DRIP_MS = 60;
const BANNER_BYTES = 10 * 1024 * 1024;
const MANY_LINES = 100_000;

type Words = string | Buffer;
type Serve = Behaviour['serve'];

/** Says the greeting, then each reply when a command has come. */
const dialogue =
  (...replies: Words[]): Serve =>
  async (session) => {
    for (const [index, reply] of replies.entries()) {
      if (index > 0 && (await session.hear()) === '') return;
      session.say(reply);
    }
  };

const floods =
  (words: string, most?: number): Serve =>
  (session) =>
    session.flood(words, most);

/** Talks as told, then does something else than to answer the next command. */
const then =
  (replies: Words[], work: (session: HostileSession) => unknown): Serve =>
  async (session) => {
    await dialogue(...replies)(session);
    if (replies.length > 0 && (await session.hear()) === '') return;
    await work(session);
  };

const plain = (item: string, code: string | null, args: Behaviour['args'], serve: Serve): Behaviour => ({
  item,
  port: 587,
  code,
  ...(args && { args }),
  serve,
});

const atGreeting = { stage: 'greeting' };
const atEhlo = { stage: 'ehlo' };
const odd = (kind: string) => ({ ...atGreeting, kind });
const fin = (session: HostileSession): void => session.fin();
const bytes = (text: string, encoding: BufferEncoding): Buffer => Buffer.from(text, encoding);
const protocol = (name: string) => ({ protocol: name });

/** What servers do in the clear. */
export const BEHAVIOURS: Behaviour[] = [
  plain('1 silent after accept', 'mute', atGreeting, async () => undefined),
  plain('1 silent after EHLO', 'mute', atEhlo, dialogue(GREETING)),
  plain('2 drip: a byte at a time in the greeting', 'drip', atGreeting, (session) =>
    session.drip([...'220 mail.hostile.example '], DRIP_MS),
  ),
  plain(
    '2 drip: a byte at a time after EHLO',
    'drip',
    atEhlo,
    then([GREETING], (session) => session.drip([...'250-mail.hostile.example '], DRIP_MS)),
  ),
  plain('3 endless multiline, fast', 'reply-too-long', atGreeting, floods('220-please wait\r\n')),
  plain('4 endless multiline, slow', 'tarpit', atGreeting, (session) => session.drip(['220-please wait\r\n'], DRIP_MS)),
  plain('5 endless line', 'reply-too-long', atGreeting, floods('x')),
  plain(
    '6 10 MB banner in one line',
    'reply-too-long',
    atGreeting,
    then([], async (session) => {
      session.say('220 ');
      await session.flood('x', BANNER_BYTES);
      session.say('\r\n');
    }),
  ),
  plain(
    '6 10 MB banner in many lines',
    'reply-too-long',
    atGreeting,
    floods(`220-${'x'.repeat(500)}\r\n`, BANNER_BYTES),
  ),
  plain(
    '7 EHLO reply of 100,000 lines',
    'reply-too-long',
    atEhlo,
    then([GREETING], async (session) => {
      await session.flood('250-XWORD 1\r\n', MANY_LINES * 13);
      session.say('250 STARTTLS\r\n');
    }),
  ),
  plain('8 mixed codes in one reply', 'reply-malformed', undefined, dialogue(GREETING, '250-a\r\n550-b\r\n250 C\r\n')),
  plain('8 a code that is no number', 'reply-malformed', undefined, dialogue('2x0 mail.hostile.example\r\n')),
  plain('8 three digits only', 'starttls-missing', undefined, dialogue('220\r\n', '250\r\n', '221\r\n')),
  plain(
    '8 a wrong code in the greeting',
    'reply-code-unexpected',
    { ...atGreeting, code: 250 },
    dialogue('250 hi\r\n'),
  ),
  plain('8 a code beyond all', 'reply-code-unexpected', { ...atGreeting, code: 999 }, dialogue('999 hi\r\n')),
  plain(
    '8 a wrong code after EHLO',
    'reply-code-unexpected',
    { ...atEhlo, code: 334 },
    dialogue(GREETING, '334 x\r\n'),
  ),
  plain(
    '8 a wrong code after STARTTLS',
    'reply-code-unexpected',
    { stage: 'starttls', code: 250 },
    dialogue(GREETING, EHLO, '250 ok\r\n'),
  ),
  plain('9 bare LF', 'reply-odd-characters', odd('bare-line-feed'), dialogue('220 mail\n', EHLO, '454 no\r\n')),
  plain('9 bare CR', 'reply-odd-characters', odd('bare-carriage-return'), dialogue('220-a\r220 b\r')),
  plain('9 NUL', 'reply-odd-characters', odd('nul'), dialogue('220 ma\0il\r\n', EHLO, '454 no\r\n')),
  plain(
    '9 8-bit',
    'reply-odd-characters',
    odd('not-ascii'),
    dialogue('220 \u3088\u3046\u3053\u305D\r\n', EHLO, '454\r\n'),
  ),
  plain(
    '9 invalid UTF-8',
    'reply-odd-characters',
    odd('not-utf-8'),
    dialogue(bytes('220 \xC3\x28\r\n', 'latin1'), EHLO, '454\r\n'),
  ),
  plain('9 UTF-16', 'reply-odd-characters', odd('nul'), dialogue(bytes('\uFEFF220 mail\r\n', 'utf16le'))),
  plain(
    '9 escape sequences',
    'reply-odd-characters',
    odd('control-characters'),
    dialogue('220 \u001B[31m\r\n', EHLO, '454\r\n'),
  ),
  plain(
    '10 250- that never ends, then FIN',
    'ended-early',
    atEhlo,
    then([GREETING], (session) => {
      session.say('250-mail.hostile.example\r\n250-SIZE 1\r\n');
      session.fin();
    }),
  ),
  plain('11 replies before commands', 'reply-too-early', undefined, dialogue(`${GREETING}${EHLO}`, '221 bye\r\n')),
  plain('12 greeting 421', 'rate-limited', { code: 421, text: 'too many' }, dialogue('421 too many\r\n')),
  plain('12 greeting 450', 'rate-limited', { code: 450, text: 'later' }, dialogue('450 later\r\n')),
  plain('12 greeting 554', 'greeting-refused', { code: 554, text: 'go away' }, dialogue('554 go away\r\n')),
  plain(
    '13 STARTTLS offered, then 454',
    'starttls-refused',
    { code: 454, text: 'no' },
    dialogue(GREETING, EHLO, '454 no\r\n'),
  ),
  plain(
    '14 data injected behind the answer to STARTTLS',
    'starttls-injection',
    undefined,
    dialogue(GREETING, EHLO, '220 go\r\n250-AUTH PLAIN\r\n250 injected\r\n'),
  ),
  plain('15 HTTP that waits for us', 'wrong-protocol', protocol('HTTP'), async (session) => {
    session.raw.once('data', () => session.say('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'));
  }),
  plain('15 HTTP', 'wrong-protocol', protocol('HTTP'), dialogue('HTTP/1.1 400 Bad Request\r\n\r\n')),
  plain('15 SSH', 'wrong-protocol', protocol('SSH'), dialogue('SSH-2.0-OpenSSH_9.9\r\n')),
  plain('15 FTP', 'wrong-protocol', protocol('FTP'), dialogue('220 FTP server ready\r\n')),
  plain('15 POP', 'wrong-protocol', protocol('POP3'), dialogue('+OK ready\r\n')),
  plain('15 IMAP', 'wrong-protocol', protocol('IMAP'), dialogue('* OK ready\r\n')),
  plain('16 RST at accept', null, undefined, async (session) => session.rst()),
  plain('16 RST in mid-line', 'reset-midway', atGreeting, async (session) => {
    session.say('220-mail\r\n220 mai');
    await session.wait(DRIP_MS);
    session.rst();
  }),
  plain('17 FIN at the greeting', 'ended-early', atGreeting, then([], fin)),
  plain('17 FIN after EHLO', 'ended-early', atEhlo, then([GREETING], fin)),
  plain('17 FIN after STARTTLS', 'ended-early', { stage: 'starttls' }, then([GREETING, EHLO], fin)),
  plain(
    '17 FIN in mid-line',
    'ended-early',
    atGreeting,
    then([], (session) => {
      session.say('220-mail\r\n220 mai');
      session.fin();
    }),
  ),
];
