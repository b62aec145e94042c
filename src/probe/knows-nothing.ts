import type { LookUp } from './look-up.ts';
import type { Provider, ProviderDirectory } from './provider-directory.ts';

/** So many servers of others are asked for, from all over the table: any of them may be gone, hardly all. */
const OTHERS = 3;

/**
 * Whether the resolver denies everything: the server of this provider, which the table knows, and those of others. That tells
 * of the bot's own network (a resolver without a way to the internet), not of the name.
 */
export async function knowsNothing(
  denied: Provider,
  { look, providers }: { look: LookUp; providers: ProviderDirectory },
): Promise<boolean> {
  const others = providers.knownHosts().filter((host) => {
    const provider = providers.byHost(host);
    return provider !== null && provider.id !== denied.id && isCurrent(host, provider);
  });
  const every = Math.max(1, Math.floor(others.length / OTHERS));
  const asked = others.filter((_, index) => index % every === 0).slice(0, OTHERS);
  const answers = await Promise.all(asked.map((host) => look.addresses(host)));
  return answers.length > 0 && answers.every(({ status }) => status === 'no-such-name');
}

/** A server that the provider's row leads to today; a former one may well be gone. */
export function isCurrent(host: string, provider: Provider): boolean {
  return provider.routes.some((route) => route.host === host);
}
