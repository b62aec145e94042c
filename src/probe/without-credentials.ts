const SCHEME = /^[a-z][a-z0-9+.-]{0,20}:\/\//iu;

/**
 * What a person named, without a user name and password before the host (RFC 3986 section 3.2.1), so that they are kept
 * nowhere. A mail address stays whole: only what has a colon before its last @ holds a password.
 */
export function withoutCredentials(text: string): string {
  const plain = text.normalize('NFKC').trim();
  const scheme = SCHEME.exec(plain)?.[0] ?? '';
  const rest = plain.slice(scheme.length);
  const at = rest.lastIndexOf('@');
  const before = rest.slice(0, at);
  return at >= 0 && (scheme !== '' || before.includes(':')) ? scheme + rest.slice(at + 1) : text;
}
