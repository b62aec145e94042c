/** Deadlines of a probe, in milliseconds. */
export type ProbeLimits = {
  dns: number;
  connect: number;
  /** A silent port is judged this long, and twice a sibling's connect time, after its start. */
  silence: number;
  /** A silent port is judged after this long where no port of the address answers. */
  silenceAlone: number;
  reply: number;
  greeting: number;
  greetingPort25: number;
  tls: number;
  /** How long a 221 is waited for, besides one round trip. */
  farewell: number;
  total: number;
  /** A refused target is told of at a whole multiple of this, so that the time does not tell why it was refused. */
  refusal: number;
  /** A greeting from here on is called late. */
  lateGreeting: number;
  /** A reply from here on is called a tarpit's. */
  slowReply: number;
};

export const DEFAULT_LIMITS: ProbeLimits = {
  dns: 3000,
  connect: 5000,
  // Linux sends the second SYN after 1 s: two must be lost, and 50 ms are for the scheduling of both sides.
  silence: 1050,
  // SYNs at 0, 1, 2 and (tcp_syn_linear_timeouts) 3 s: three must be lost.
  silenceAlone: 3200,
  reply: 10_000,
  greeting: 10_000,
  // Sendmail's greet_pause and Kerio's go up to 20 s; the rest is left for the TLS attempt.
  greetingPort25: 17_000,
  tls: 5000,
  farewell: 500,
  total: 20_000,
  // Longer than look-ups usually take.
  refusal: 500,
  // Above what a slow reverse look-up usually costs; postscreen waits for 6 s.
  lateGreeting: 2000,
  // OpenBSD's spamd and the like stutter for longer.
  slowReply: 5000,
};

/** RFC 5321 section 4.5.3.1.5 allows 512 octets; about 1,000 have been seen. */
export const MAX_LINE_BYTES = 2048;
export const MAX_REPLY_BYTES = 64 * 1024;
export const MAX_REPLY_LINES = 200;
/** All that one connection may send us. */
export const MAX_CONVERSATION_BYTES = 128 * 1024;
/** Session tickets of one connection, each up to 64 KiB; servers send one or two. */
export const MAX_TICKETS = 8;
/** All that one connection may send us with TLS around it: OpenSSL takes up to 100 KiB of certificates, then come the replies. */
export const MAX_TLS_BYTES = 512 * 1024;
/** Characters kept of any text from outside. */
export const MAX_TEXT = 200;
export const MAX_CERTIFICATE_NAMES = 20;
export const MAX_CHAIN = 10;
/** Public authorities put at most 100 (Let's Encrypt) to 2,000 (Sectigo) names into one certificate. */
export const MANY_CERTIFICATE_NAMES = 2000;
/** Addresses dialled of one host and family. */
export const MAX_ADDRESSES = 2;
/** Addresses listed in the report, dialled or not. */
export const MAX_ADDRESSES_TOLD = 10;
/** Hosts probed for one target. */
export const MAX_HOSTS = 2;
export const MAX_MX = 5;
/** Results that one prober remembers at a time. */
export const MAX_REMEMBERED = 1000;
export const GOOD_RESULT_MS = 5 * 60_000;
export const BAD_RESULT_MS = 60_000;
export const CALIBRATION_MS = 10 * 60_000;
