/** Every remark that the probe can make; words and causes are attached elsewhere by these codes. */
export const FINDING_CODES = [
  // Connected, but a reply did not come in time; `stage` tells which.
  'mute',
  // Bytes came, but not one whole line before the deadline.
  'drip',
  // The server closed the connection before `stage` was done.
  'ended-early',
  // The connection was reset at `stage`.
  'reset-midway',
  // The greeting took seconds, often on purpose (postscreen, greet_pause).
  'greeting-delayed',
  // Replies are drawn out line by line, or each takes many seconds.
  'tarpit',
  // The greeting is a permanent refusal (5xx).
  'greeting-refused',
  // The greeting or a reply is a temporary refusal (421 and other 4xx).
  'rate-limited',
  // Not SMTP: HTTP, FTP, IMAP, POP3 or SSH.
  'wrong-protocol',
  // TLS from the start where STARTTLS belongs.
  'tls-on-plain-port',
  // No TLS on the port that is for TLS from the start (465).
  'plain-on-tls-port',
  // EHLO does not offer STARTTLS.
  'starttls-missing',
  // A device on the way overwrote STARTTLS (XXXXXXXA, ****).
  'starttls-masked',
  // A device on the way overwrote the greeting with asterisks.
  'banner-masked',
  // STARTTLS was offered and then turned down.
  'starttls-refused',
  // Plain text was waiting behind the answer to STARTTLS (CVE-2011-0411 class).
  'starttls-injection',
  // A certificate of the chain is past its end.
  'certificate-expired',
  // A certificate of the chain is before its start.
  'certificate-not-yet-valid',
  // The certificate is for other names.
  'certificate-name-mismatch',
  // The certificate is signed by itself.
  'certificate-self-signed',
  // No trusted authority at the end of the chain.
  'certificate-untrusted-chain',
  // The issuer is security software that reads along.
  'antivirus-certificate',
  // The TLS handshake failed; `reason` is OpenSSL's.
  'tls-handshake-failed',
  // Only a TLS version before 1.2 is spoken.
  'tls-too-old',
  // The server insists on a certificate of ours (RFC 8446 section 4.4.2.4).
  'client-certificate-demanded',
  // The certificate has a subject, but no names of its own, as RFC 9525 section 6.3 demands.
  'certificate-without-names',
  // More names than any public authority puts into one certificate.
  'certificate-many-names',
  // More certificates were sent than anybody needs.
  'certificate-chain-long',
  // The handshake began and then nothing came.
  'tls-stalled',
  // No AUTH inside TLS on a port for submission.
  'auth-missing',
  // AUTH is offered before encryption.
  'auth-without-tls',
  // EHLO was turned down.
  'ehlo-refused',
  // A line, a reply or the whole conversation went over the limits.
  'reply-too-long',
  // A reply is not as RFC 5321 section 4.2 has it: no code, or different ones in one reply.
  'reply-malformed',
  // A code that has no place at `stage`.
  'reply-code-unexpected',
  // A reply came before its command.
  'reply-too-early',
  // A reply holds what does not belong in one; `kind` tells what (NUL, bare line feeds, no ASCII, …).
  'reply-odd-characters',
  // The name does not exist.
  'name-not-found',
  // The name exists, but has no address.
  'no-address',
  // The resolver did not answer, or with an error.
  'dns-failed',
  // The resolver denies a name that is in the table of providers, and others of the table as well.
  'dns-knows-nothing',
  // Not a public address, so it was not dialled.
  'address-refused',
  // Its owner does not want to be probed, so it was not dialled.
  'address-denied',
  // IPv4 and IPv6 of one host and port behave differently.
  'family-differs',
  // Every port of the address takes the connection, and none speaks: a device on the way answers in the server's place.
  'ports-all-mute',
  // How the host was found.
  'discovered-by-srv',
  'discovered-by-provider',
  'discovered-by-mx',
  'discovered-by-mx-provider',
  'discovered-by-usual-name',
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];
