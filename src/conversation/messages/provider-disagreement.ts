import type { ProbeReport, Route } from '../../diagnosis/probe-report.ts';
import type { Provider, ProviderRoute } from '../../knowledge/schema.ts';
import type { Text } from '../../message/message.ts';
import { text } from '../../message/text.ts';

type KnownRoute = Pick<ProviderRoute, 'host' | 'port' | 'encryption'>;

/**
 * What the live probe contradicts in the provider's row of the knowledge base; null where both agree or where the probe
 * cannot tell (a port that the bot's own network does not let out, a host that was not probed).
 */
export function providerDisagreement(provider: Provider, report: ProbeReport): Text | null {
  const { host } = report.dns;
  const best = report.routes.find(({ usable }) => usable);
  const own = provider.routes.filter((route) => route.host === host);
  const [first] = provider.routes;
  const names = { names: provider.name };
  if (own.length === 0) {
    const answered = report.endpoints.length > 0 || report.dns.status !== 'failed';
    if (!first || best || !answered) return null;
    return text('provider:disagreement.other-host', {
      host: { code: host },
      provider: names,
      known: { code: first.host },
    });
  }
  const refuted = own.find((route) => isRefuted(route, report));
  if (!refuted || own.some((route) => isSeen(route, report.routes))) return null;
  return best
    ? text('provider:disagreement.other-route', {
        provider: names,
        known: routeText(refuted),
        found: routeText(best),
      })
    : text('provider:disagreement.not-found', { provider: names, known: routeText(refuted) });
}

/** A port that the bot reaches elsewhere was dialled, and the way that the row names was not there. */
function isRefuted(route: KnownRoute, report: ProbeReport): boolean {
  const dialled = report.endpoints.filter(({ host, port }) => host === route.host && port === route.port);
  return dialled.length > 0 && isReachable(route.port, report) && !isSeen(route, report.routes);
}

function isReachable(port: number, { vantage }: ProbeReport): boolean {
  if (port === 465) return vantage.port465 === 'open';
  if (port === 587) return vantage.port587 === 'open';
  return false;
}

function isSeen(known: KnownRoute, routes: Route[]): boolean {
  return routes.some(
    ({ host, port, encryption }) => host === known.host && port === known.port && encryption === known.encryption,
  );
}

function routeText({ host, port, encryption }: KnownRoute): Text {
  return text('provider:route', { host: { code: host }, port, encryption: text(`provider:encryption.${encryption}`) });
}
