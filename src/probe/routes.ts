import type { EndpointReport, Route } from '../diagnosis/probe-report.ts';

/** Submission with STARTTLS first (RFC 6409), then implicit TLS (RFC 8314), then the alternative port; last what is not encrypted. */
const RANKS = ['587 starttls', '465 tls', '2525 starttls', '587 tls', '2525 tls', '587 none', '2525 none'];

function routeOf(endpoint: EndpointReport): Route | null {
  const { host, port, tls, starttls, ehlo } = endpoint;
  if (port === 25 || endpoint.state !== 'open') return null;
  const base = { host, port, auth: endpoint.auth.tls };
  const usable = tls !== null && tls.authorized && endpoint.auth.tls.length > 0;
  if (starttls === true) return { ...base, encryption: 'starttls', usable };
  if (tls !== null && tls.protocol !== null) return { ...base, encryption: 'tls', usable };
  return ehlo.length > 0 || starttls === false
    ? { ...base, encryption: 'none', auth: endpoint.auth.plain, usable: false }
    : null;
}

function rank({ port, encryption }: Route): number {
  const place = RANKS.indexOf(`${port} ${encryption}`);
  return place < 0 ? RANKS.length : place;
}

/** The ways to hand in mail, best first: those that a mail program can use without a warning, then the others. Never port 25. */
export function routesOf(endpoints: EndpointReport[]): Route[] {
  const best = new Map<string, Route>();
  for (const route of endpoints.map(routeOf)) {
    if (route === null) continue;
    const key = `${route.host} ${route.port}`;
    if (!best.has(key) || (route.usable && !best.get(key)?.usable)) best.set(key, route);
  }
  return [...best.values()].toSorted((a, b) => Number(b.usable) - Number(a.usable) || rank(a) - rank(b));
}
