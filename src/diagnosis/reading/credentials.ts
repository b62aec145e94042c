import type { Span } from './span.ts';

/** SASL mechanisms, which stand after AUTH in an EHLO reply and are no secrets (IANA SASL registry). */
const MECHANISM =
  /^(?:PLAIN|LOGIN|CRAM-MD5|DIGEST-MD5|NTLM|GSSAPI|XOAUTH2|OAUTHBEARER|EXTERNAL|ANONYMOUS|SCRAM-.{1,20})$/i;

/** Sign-in strings and tokens that are known by their own shape; the group `secret` is what is masked. */
const SHAPES: readonly RegExp[] = [
  // RFC 4954: the initial response after AUTH, and the answers to a 334 challenge.
  /\bAUTH[ \n](?:PLAIN|LOGIN|CRAM-MD5|XOAUTH2|OAUTHBEARER|NTLM|DIGEST-MD5|SCRAM-[A-Z0-9-]{1,20})[ \n](?:[^\s]{0,12}[>:] ?)?(?<secret>[A-Za-z0-9+/]{4,2000}={0,2})(?![^\s"'.,)])/gi,
  /(?<![\d.])334(?:[ -][A-Za-z0-9+/=]{0,400})?[ \n](?:[^\s]{0,12}[>:~] ?)?(?<secret>[A-Za-z0-9+/]{4,2000}={0,2})(?![^\s])/g,
  // Slack, GitHub, GitLab, AWS, Google, SendGrid, Stripe-like, Discord; JSON Web Tokens.
  /\b(?<secret>(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{6,250})/g,
  /\b(?<secret>(?:gh[opsur]_|github_pat_|glpat-)[A-Za-z0-9_-]{10,250})/g,
  /\b(?<secret>(?:AKIA|ASIA)[0-9A-Z]{16})\b/g,
  /\b(?<secret>AIza[A-Za-z0-9_-]{30,40}|ya29\.[A-Za-z0-9_-]{10,500})/g,
  /\b(?<secret>SG\.[A-Za-z0-9_-]{10,100}\.[A-Za-z0-9_-]{10,100})/g,
  /\b(?<secret>(?:sk|rk|pk)[-_](?:live[-_]|test[-_]|ant-|proj-)?[A-Za-z0-9_-]{16,250})/g,
  /\b(?<secret>[MNO][A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40})/g,
  /\b(?<secret>eyJ[A-Za-z0-9_-]{8,1000}\.[A-Za-z0-9_-]{4,2000}(?:\.[A-Za-z0-9_-]{0,1000})?)/g,
  /\bBearer (?<secret>[A-Za-z0-9._~+/-]{12,2000}={0,2})/gi,
  // RFC 3986 section 3.2.1: user information in a URL.
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{0,100}:(?<secret>[^\s/?#]{1,200})@/gi,
  // RFC 1939: the password of POP3.
  /(?:^|\n)(?:[^\n]{0,40}[>:] ?)?PASS (?<secret>[!-~]{3,200})(?=\n|$)/g,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?<secret>[\s\S]{1,8000}?)(?=-----END|$(?![\s\S]))/g,
];

/** Where sign-in strings, tokens, keys and passwords in URLs stand. */
export function credentialSpans(text: string): Span[] {
  const shaped = SHAPES.flatMap((shape) =>
    [...text.matchAll(shape)].flatMap((match) => {
      const secret = match.groups?.['secret'] ?? '';
      if (MECHANISM.test(secret) || (/^(?:AUTH |334 )[^\n]{1,60}$/i.test(match[0]) && isWord(secret))) return [];
      const start = match.index + match[0].lastIndexOf(secret);
      return [{ start, end: start + secret.length }];
    }),
  );
  return [...shaped, ...saslPlain(text)];
}

/** "AUTH LOGIN failed" and "334 items" are prose: a word is all of one case, and no padding or digit is in it. */
function isWord(text: string): boolean {
  return /^[A-Z]?[a-z]{1,40}$|^[A-Z]{1,40}$/.test(text);
}

/** Base64 that holds a SASL PLAIN message (RFC 4616: authzid NUL authcid NUL passwd), wherever it stands. */
function saslPlain(text: string): Span[] {
  return [...text.matchAll(/(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{8,2000}={0,2}(?![A-Za-z0-9+/=])/g)].flatMap((match) => {
    const decoded = Buffer.from(match[0], 'base64').toString('latin1');
    const plain = /^[^\0]{0,255}\0[\x20-\xff]{1,255}\0[\x20-\xff]{1,255}$/.test(decoded);
    return plain ? [{ start: match.index, end: match.index + match[0].length }] : [];
  });
}
