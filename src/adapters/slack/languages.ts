import type { Language } from '../../message/message.ts';
import { personKey } from './slack-ids.ts';
import type { Log, SecretStore } from './parts.ts';
import type { Tenant } from './tenant.ts';
import type { Workspaces } from './workspaces.ts';

/** Nobody changes the language of their Slack more often than once a day. */
const KNOWN_MS = 24 * 3_600_000;
/** After a failure it is not asked again for every message: `users.info` allows 100 calls a minute. */
const UNKNOWN_MS = 60_000;
/** Some 5 MB. */
const MOST_KNOWN = 20_000;

export type Languages = {
  /** The person's choice, else the language of their Slack; null when neither is known. Never rejects. */
  of(tenant: Tenant, user: string): Promise<Language | null>;
  /** What is known without asking anybody. */
  known(tenant: Tenant, user: string): Language | null;
  /** The person chose. Where nothing can be kept, it holds for a day in this process. */
  choose(tenant: Tenant, user: string, language: Language): Promise<void>;
};

type Parts = { workspaces: Workspaces; choices: SecretStore; clock: () => number; log: Log };

export function createLanguages({ workspaces, choices, clock, log }: Parts): Languages {
  const known = new Map<string, { language: Language | null; until: number }>();
  const asking = new Map<string, Promise<Language | null>>();

  function keep(key: string, language: Language | null, forMs: number): Language | null {
    known.delete(key);
    known.set(key, { language, until: clock() + forMs });
    const [oldest] = known.keys();
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    return language;
  }

  async function lookUp(tenant: Tenant, user: string): Promise<Language | null> {
    // A choice that cannot be read is no reason to know no language.
    const chosen = await choices.load(choiceKey(tenant, user)).catch(() => null);
    if (chosen !== null) return languageOf(chosen);
    const client = await workspaces.client(tenant);
    const { user: found } = await client.users.info({ user, include_locale: true });
    return languageOf(found?.locale ?? '');
  }

  async function ask(key: string, tenant: Tenant, user: string, before: Language | null): Promise<Language | null> {
    try {
      return keep(key, await lookUp(tenant, user), KNOWN_MS);
    } catch (error) {
      log.info({ error }, 'slack-language-unknown');
      return keep(key, before, UNKNOWN_MS);
    } finally {
      asking.delete(key);
    }
  }

  return {
    known: (tenant, user) => known.get(personKey(tenant.team, user))?.language ?? null,
    async of(tenant, user) {
      const key = personKey(tenant.team, user);
      const kept = known.get(key);
      if (kept && kept.until > clock()) return kept.language;
      const asked = asking.get(key) ?? ask(key, tenant, user, kept?.language ?? null);
      asking.set(key, asked);
      return asked;
    },
    async choose(tenant, user, language) {
      keep(personKey(tenant.team, user), language, KNOWN_MS);
      await choices.save(choiceKey(tenant, user), language).catch((error: unknown) => {
        log.warn({ error }, 'slack-language-not-kept');
      });
    },
  };
}

function choiceKey(tenant: Tenant, user: string): string {
  return `language:${personKey(tenant.team, user)}`;
}

/** `ja-JP`, `en-GB`; every language but Japanese is served in English. */
function languageOf(locale: string): Language | null {
  if (locale === '') return null;
  return /^ja\b/i.test(locale) ? 'ja' : 'en';
}
