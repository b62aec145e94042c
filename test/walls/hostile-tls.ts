import { createDiffieHellman, getDiffieHellman, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket, type SecureContextOptions } from 'node:tls';
import type { HostileAuthority, Identity, IdentityName } from './hostile-authority.ts';
import type { Behaviour } from './hostile-behaviours.ts';
import { HostileSession } from './hostile-session.ts';
import { answerWithWeakGroup, type Group } from './weak-dh-server.ts';

type Serve = Behaviour['serve'];
type Options = SecureContextOptions & { requestCert?: boolean; rejectUnauthorized?: boolean };

const GREETING = '220 mail.hostile.example ESMTP\r\n';
const EHLO = '250-mail.hostile.example\r\n250 STARTTLS\r\n';
const EHLO_IN_TLS = '250-mail.hostile.example\r\n250 AUTH PLAIN\r\n';
const GARBAGE_BYTES = 4096;
const RENEGOTIATIONS = 50;
const GATHER_MS = 20;
/** Application data that nobody can decipher. */
const GARBAGE_RECORD = `1703030020${'aa'.repeat(0x20)}`;

/** Begins TLS as a server; null when the handshake failed. */
async function encrypt(session: HostileSession, identity: Identity, options: Options): Promise<TLSSocket | null> {
  const { requestCert = false, rejectUnauthorized = false, ...context } = options;
  const secureContext = createSecureContext({
    ...identity,
    ciphers: 'DEFAULT@SECLEVEL=0',
    minVersion: 'TLSv1',
    ...context,
  });
  const raw = session.release();
  const tls = new TLSSocket(raw, { isServer: true, secureContext, requestCert, rejectUnauthorized });
  // Each request for a renegotiation listens for itself.
  tls.setMaxListeners(0).on('error', () => raw.destroy());
  await Promise.race([once(tls, 'secure'), once(tls, 'close')]).catch(() => undefined);
  return tls.destroyed ? null : tls;
}

async function talkInside(session: HostileSession): Promise<void> {
  session.say(GREETING);
  if ((await session.hear()) === '') return;
  session.say(EHLO_IN_TLS);
  if ((await session.hear()) !== '') session.say('221 bye\r\n');
  session.fin();
}

/** The server's side of a handshake, whose last bytes come in one packet with others. */
function handshakeAndMore(session: HostileSession, identity: Identity, more: Buffer): void {
  const raw = session.release();
  let flight: Buffer[] = [];
  const inner = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _encoding, done) {
      if (flight.length === 0) {
        setTimeout(() => {
          raw.write(Buffer.concat([...flight, more]));
          flight = [];
        }, GATHER_MS);
      }
      flight.push(chunk);
      done();
    },
  });
  raw.on('data', (chunk) => inner.push(chunk));
  new TLSSocket(inner, { isServer: true, secureContext: createSecureContext(identity) }).on('error', () => undefined);
}

/** Ends what a client said before TLS, and is where STARTTLS was granted. */
async function untilStarttls(session: HostileSession): Promise<boolean> {
  session.say(GREETING);
  if ((await session.hear()) === '') return false;
  session.say(EHLO);
  return (await session.hear()) !== '';
}

/** What servers do in TLS, or in its place. */
export function tlsBehaviours(authority: HostileAuthority): Behaviour[] {
  const at465 = (item: string, code: string | null, args: Behaviour['args'], serve: Serve): Behaviour => ({
    item,
    port: 465,
    code,
    ...(args && { args }),
    serve,
  });
  const inside =
    (name: IdentityName, work: (inner: HostileSession, tls: TLSSocket) => unknown, options: Options = {}): Serve =>
    async (session) => {
      const tls = await encrypt(session, authority.identity(name), options);
      if (tls !== null) await work(new HostileSession(session.raw, tls), tls);
    };
  const certificate = (item: string, name: IdentityName, code: string | null): Behaviour =>
    at465(item, code, undefined, inside(name, talkInside));
  const insteadOfTls = (item: string, words: () => string | Buffer, reason: string): Behaviour => ({
    item,
    port: 587,
    code: 'tls-handshake-failed',
    args: { reason },
    serve: async (session) => {
      if (!(await untilStarttls(session))) return;
      session.raw.once('data', () => session.say(words()));
      session.say('220 go\r\n');
    },
  });
  const weakGroup =
    (group: Group): Serve =>
    async (session) => {
      session.raw.once('data', (hello: Buffer) => {
        answerWithWeakGroup(session, hello, group, authority.identity('rsa'));
      });
    };
  const silence = (): Promise<void> => Promise.resolve();

  return [
    {
      ...at465('17 FIN in the handshake', 'ended-early', { stage: 'tls' }, silence),
      port: 587,
      async serve(session) {
        if (!(await untilStarttls(session))) return;
        session.raw.once('data', () => session.fin());
        session.say('220 go\r\n');
      },
    },
    at465(
      '17 FIN after the handshake',
      'ended-early',
      { stage: 'greeting' },
      inside('good', (inner) => inner.fin()),
    ),
    at465('23 stall after ClientHello', 'tls-stalled', undefined, silence),
    {
      ...at465('23 stall after STARTTLS', 'tls-stalled', undefined, silence),
      port: 587,
      async serve(session) {
        if (await untilStarttls(session)) session.say('220 go\r\n');
      },
    },
    insteadOfTls('24 garbage in place of ServerHello', () => Buffer.alloc(GARBAGE_BYTES, 0xaa), 'wrong-version-number'),
    insteadOfTls(
      '24 garbage that looks like TLS',
      () => Buffer.concat([Buffer.from('1603030100', 'hex'), randomBytes(0x100)]),
      'unexpected-message',
    ),
    at465('24 garbage right behind the handshake', 'ended-early', { stage: 'greeting' }, async (session) => {
      handshakeAndMore(session, authority.identity('good'), Buffer.from(GARBAGE_RECORD, 'hex'));
    }),
    {
      ...at465('24 garbage right behind the handshake, after STARTTLS', 'ended-early', { stage: 'ehlo-tls' }, silence),
      port: 587,
      async serve(session) {
        if (!(await untilStarttls(session))) return;
        handshakeAndMore(session, authority.identity('good'), Buffer.from(GARBAGE_RECORD, 'hex'));
        session.say('220 go\r\n');
      },
    },
    insteadOfTls('25 plaintext 5xx in place of ServerHello', () => '554 5.7.1 no\r\n', 'wrong-version-number'),
    at465('25 plaintext 5xx on the port of TLS', 'plain-on-tls-port', undefined, async (session) => {
      session.say('554 5.7.1 no\r\n');
    }),
    at465('26 TLS 1.0 only', 'tls-too-old', { protocol: 'TLSv1' }, inside('good', talkInside, { maxVersion: 'TLSv1' })),
    at465(
      '27 DH 512',
      'tls-handshake-failed',
      { reason: 'unknown-security-bits' },
      weakGroup(createDiffieHellman(512)),
    ),
    at465('27 DH 1024', 'tls-handshake-failed', { reason: 'dh-key-too-small' }, weakGroup(getDiffieHellman('modp2'))),
    at465('27 RSA 512', 'tls-handshake-failed', undefined, inside('rsa-512', talkInside)),
    at465(
      '6 10 MB inside TLS',
      'reply-too-long',
      { stage: 'greeting' },
      inside('good', (inner) => inner.flood('220-please wait\r\n')),
    ),
    certificate('28 chain of 100 certificates', 'long-chain', 'certificate-chain-long'),
    certificate('28 10,000 names', 'many-names', 'certificate-many-names'),
    certificate('28 issuers in a circle', 'cycle', 'certificate-untrusted-chain'),
    certificate('29 NUL in a name', 'nul-name', 'certificate-name-mismatch'),
    certificate('29 wildcard', 'wildcard', null),
    certificate('29 wildcards that match all', 'wildcard-of-all', 'certificate-name-mismatch'),
    certificate('29 look-alike name (IDN)', 'idn', 'certificate-name-mismatch'),
    certificate('29 markup in a name', 'markup', 'certificate-name-mismatch'),
    certificate('30 expired', 'expired', 'certificate-expired'),
    certificate('30 not yet valid', 'not-yet-valid', 'certificate-not-yet-valid'),
    certificate('30 no names but the subject', 'no-names', 'certificate-without-names'),
    certificate('30 names an address only', 'ip-only', 'certificate-name-mismatch'),
    certificate('30 self-signed', 'self-signed', 'certificate-self-signed'),
    at465(
      '31 client certificate demanded',
      'client-certificate-demanded',
      { stage: 'greeting' },
      inside('good', silence, { requestCert: true, rejectUnauthorized: true }),
    ),
    at465(
      '31 client certificate demanded, TLS 1.2',
      'tls-handshake-failed',
      undefined,
      inside('good', silence, { requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' }),
    ),
    at465('32 tickets, then silence', 'mute', { stage: 'greeting' }, inside('good', silence)),
    at465(
      '33 renegotiation asked for again and again',
      'ended-early',
      { stage: 'greeting' },
      inside(
        'good',
        async (inner, tls) => {
          // OpenSSL's server gives up at the first "no".
          for (let times = 0; times < RENEGOTIATIONS && !inner.over; times += 1) {
            tls.renegotiate({}, () => undefined);
            await inner.wait(1);
          }
          await talkInside(inner);
        },
        { maxVersion: 'TLSv1.2' },
      ),
    ),
  ];
}
