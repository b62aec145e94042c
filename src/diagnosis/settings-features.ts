import type { Features } from './condition.ts';

/** The pair that belongs together: 465 speaks TLS from the first byte, the others start in plain (RFC 8314 section 3). */
const MODE_OF_PORT: Record<string, string[]> = {
  '465': ['tls'],
  '587': ['starttls', 'none'],
  '2525': ['starttls', 'none'],
  '25': ['starttls', 'none'],
};

/** Features that follow from others: whether port and encryption fit each other, and whether the server offers that port. */
export function settingsFeatures(features: Features): Features {
  const derived: Features = {};
  const { port, encryption } = features;
  if (port === undefined) return derived;
  const modes = MODE_OF_PORT[port];
  if (encryption !== undefined && modes !== undefined) {
    derived['settings-mode'] = modes.includes(encryption) ? 'match' : 'mismatch';
  }
  const atServer = features[`server-${port}`];
  if (atServer !== undefined) derived['settings-port-at-server'] = atServer;
  return derived;
}
