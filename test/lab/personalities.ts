import type { MailService, Personality, ScriptedService, Service } from './service.ts';

const SIGN_IN = ['PLAIN', 'LOGIN'];
const relay: MailService = { kind: 'mail', encryption: 'starttls' };
const submission: MailService = { kind: 'mail', encryption: 'starttls', auth: SIGN_IN, size: 20_000_000 };
const submissions: MailService = { kind: 'mail', encryption: 'tls', auth: SIGN_IN, size: 20_000_000 };

function withCertificate(certificate: MailService['certificate']): Personality {
  return { 25: { ...relay, certificate }, 465: { ...submissions, certificate }, 587: { ...submission, certificate } };
}

function everywhere(service: Service): Personality {
  return { 25: service, 465: service, 587: service };
}

/** One odd server on the submission port, and nothing else. */
function on587(script: Omit<ScriptedService, 'kind'>): Personality {
  return { 587: { kind: 'script', ...script } };
}

/** Late, but sooner than any deadline; tests shorten the deadlines, so this is short as well. */
const LATE_MS = 400;

/** Hosts by what is odd about them. Used as `startMailServer({ personality: PERSONALITIES.mute, … })`. */
export const PERSONALITIES = {
  good: { 25: relay, 465: submissions, 587: submission },
  'good-2525': { 2525: submission },
  '587-only': { 587: submission },
  '465-only': { 465: submissions },
  '25-only': { 25: relay },
  '25-silent': { 25: { kind: 'silent' }, 465: submissions, 587: submission },
  silent: everywhere({ kind: 'silent' }),
  refusing: {},
  expired: withCertificate('expired'),
  'not-yet-valid': withCertificate('not-yet-valid'),
  'wrong-name': withCertificate('wrong-name'),
  'self-signed': withCertificate('self-signed'),
  untrusted: withCertificate('untrusted'),
  antivirus: withCertificate('antivirus'),
  'many-names': withCertificate('many-names'),
  'expired-wrong-name': withCertificate('expired-wrong-name'),
  'expired-self-signed': withCertificate('expired-self-signed'),
  'far-too-many-names': withCertificate('far-too-many-names'),
  'weak-key': on587({ certificate: 'weak-key' }),
  'hostile-name': withCertificate('hostile-name'),
  'no-starttls': { 25: { ...relay, encryption: 'none' }, 587: { ...submission, encryption: 'none' } },
  'no-auth': { 465: { ...submissions, auth: [] }, 587: { ...submission, auth: [] } },
  mute: everywhere({ kind: 'script', greeting: [] }),
  'mute-in-tls': { 465: { kind: 'script', implicitTls: true, greeting: [] } },
  'rst-in-tls': { 465: { kind: 'script', implicitTls: true, greeting: [{ wait: 100 }, { end: 'rst' }] } },
  'mute-at-ehlo': on587({ ehlo: [] }),
  drip: on587({ greeting: [{ drip: '220 mail.lab.example', every: 50 }] }),
  tarpit: on587({ greeting: [{ repeat: '220-please wait\r\n', every: 50 }] }),
  'slow-ehlo': on587({ ehlo: [{ wait: LATE_MS }, '250-mail.lab.example\r\n250 STARTTLS\r\n'] }),
  'slow-greeting': on587({ greeting: ['220-mail.lab.example\r\n', { wait: LATE_MS }, '220 ESMTP\r\n'] }),
  'teaser-only': on587({ greeting: ['220-mail.lab.example\r\n'] }),
  'greeting-554': everywhere({ kind: 'script', greeting: ['554 5.7.1 Blocked, see https://lab.example/bl\r\n'] }),
  'greeting-421': everywhere({ kind: 'script', greeting: ['421 4.7.0 Too many connections\r\n'] }),
  'fin-at-once': on587({ greeting: [{ end: 'fin' }] }),
  'fin-at-ehlo': on587({ ehlo: [{ end: 'fin' }] }),
  'rst-at-once': on587({ greeting: [{ end: 'rst' }] }),
  'rst-in-greeting': on587({ greeting: ['220-mail.lab', { wait: 50 }, { end: 'rst' }] }),
  http: on587({ greeting: ['HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'] }),
  ftp: on587({ greeting: ['220 (vsFTPd 3.0.5)\r\n'] }),
  imap: on587({ greeting: ['* OK [CAPABILITY IMAP4rev1] ready\r\n'] }),
  pop3: on587({ greeting: ['+OK POP3 ready\r\n'] }),
  ssh: on587({ greeting: ['SSH-2.0-OpenSSH_9.2\r\n'] }),
  'tls-on-587': on587({ implicitTls: true, ehloInTls: ['250-mail.lab.example\r\n250 AUTH PLAIN LOGIN\r\n'] }),
  'plain-on-465': { 465: { kind: 'script' } },
  'starttls-masked': on587({ ehlo: ['250-mail.lab.example\r\n250-SIZE 1000000\r\n250 XXXXXXXA\r\n'] }),
  'banner-masked': on587({ greeting: [`220 ${'*'.repeat(40)}\r\n`] }),
  'starttls-refused': on587({ starttls: ['454 4.7.0 TLS not available\r\n'] }),
  'starttls-then-stall': on587({ afterStarttls: 'nothing' }),
  'starttls-then-garbage': on587({
    starttls: ['220 go\r\n', { wait: 20 }, 'no TLS at all\r\n'],
    afterStarttls: 'nothing',
  }),
  'starttls-then-fin': on587({ starttls: ['220 go\r\n', { wait: 20 }, { end: 'fin' }], afterStarttls: 'nothing' }),
  'fin-after-handshake': on587({ afterHandshake: [{ end: 'fin' }] }),
  'rst-after-handshake': on587({ afterHandshake: [{ end: 'rst' }] }),
  'starttls-injection': on587({ starttls: ['220 go\r\n250 injected\r\n'] }),
  'old-tls': on587({ maxVersion: 'TLSv1' }),
  'ehlo-refused': on587({ ehlo: ['502 5.5.1 Unimplemented\r\n'] }),
  'mixed-codes': on587({ ehlo: ['250-mail.lab.example\r\n550-what\r\n250 STARTTLS\r\n'] }),
  'bare-line-feeds': on587({ greeting: ['220-one\n220 two\n'], ehlo: ['250-mail.lab.example\n250 STARTTLS\n'] }),
  'reply-too-early': on587({ greeting: ['220 mail.lab.example\r\n250-hello\r\n250 SIZE 1\r\n'] }),
  'endless-line': on587({ greeting: [{ flood: '220 x' }] }),
  'endless-banner': on587({ greeting: [{ flood: '220-please wait for ever\r\n' }] }),
  'endless-ehlo': on587({ ehlo: [{ flood: '250-X-WORD with a parameter\r\n' }] }),
  'hostile-banner': on587({
    greeting: ['220 \u001B[31mred\u0007\u0000 \u202Etxt.exe \u200B@everyone <!channel>\r\n'],
    ehlo: [`250-mail.lab.example\r\n250-X\u001B]8;;https://evil.example\u0007link\r\n250 ${'A'.repeat(900)}\r\n`],
  }),
} as const satisfies Record<string, Personality>;

export type PersonalityName = keyof typeof PERSONALITIES;
