import type { EndpointReport, Route } from '../diagnosis/probe-report.ts';

/** Order of preference where all work (RFC 8314 section 3 allows both; 587 is what guides name first). */
const ORDER = [587, 465, 2525];
const SPOILS = ['auth-missing', 'starttls-injection', 'plain-on-tls-port', 'tls-on-plain-port'];

/**
 * The ways to hand in mail that the endpoints offer, best first; never port 25. `usable`: a mail program can sign in there,
 * encrypted and without a certificate warning.
 */
export function routesOf(endpoints: EndpointReport[]): Route[] {
  const routes = new Map<string, Route>();
  for (const endpoint of endpoints) {
    if (endpoint.port === 25 || endpoint.state !== 'open') continue;
    const route = routeOf(endpoint);
    if (!route) continue;
    const key = `${route.host} ${route.port}`;
    const known = routes.get(key);
    if (!known || (route.usable && !known.usable)) routes.set(key, route);
  }
  return [...routes.values()].toSorted(
    (left, right) => Number(right.usable) - Number(left.usable) || ORDER.indexOf(left.port) - ORDER.indexOf(right.port),
  );
}

function routeOf(endpoint: EndpointReport): Route | null {
  const { host, port, tls, auth, ehlo, ehloTls, findings } = endpoint;
  const spoilt = findings.some(({ code }) => SPOILS.includes(code));
  if (ehloTls.length > 0) {
    const usable = tls?.authorized === true && auth.tls.length > 0 && !spoilt;
    return { host, port, encryption: port === 465 ? 'tls' : 'starttls', auth: auth.tls, usable };
  }
  if (ehlo.length > 0 && endpoint.starttls === false)
    return { host, port, encryption: 'none', auth: auth.plain, usable: false };
  return null;
}
