/**
 * Endings of names that the public DNS never holds: RFC 6761 section 6.3, RFC 6762 section 3 and appendix G, RFC 8375, and
 * ICANN's resolution 2024.07.29.06 (`internal`).
 */
const INTERNAL = [
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'home.arpa',
  'lan',
];

/** The name can only mean something inside a network: it has one label (RFC 7085), or an ending that is kept for that. */
export function isInternalName(name: string): boolean {
  return !name.includes('.') || INTERNAL.some((ending) => name === ending || name.endsWith(`.${ending}`));
}
