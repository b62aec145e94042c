import type { Happening, HeldCase, Inbox, Received } from '../adapters/adapter.ts';
import type { Kept } from '../journal/journal.ts';
import { text } from '../message/text.ts';
import type { HostParts } from './host-parts.ts';
import type { Take } from './take.ts';

/** Where the events of one platform come in. */
export function inboxOf(platform: string, parts: HostParts, take: Take): Inbox {
  const { journal, limits, translator, observer, clock } = parts;

  async function overLimit({ person, workspace }: Happening): Promise<number | null> {
    if (!limits) return null;
    const spent = await Promise.all([
      journal.spend(`person:${person}`, limits.person, clock()),
      journal.spend(`workspace:${workspace}`, limits.workspace, clock()),
    ]);
    for (const [index, result] of spent.entries()) {
      if (result.granted) continue;
      const limit = index === 0 ? 'person' : 'workspace';
      observer.limited(limit);
      return result.at;
    }
    return null;
  }

  return {
    async receive(happening): Promise<Received> {
      const until = await overLimit(happening);
      if (until !== null) {
        const seconds = Math.max(1, Math.ceil((until - clock()) / 1000));
        const words = translator.plain(happening.language ?? 'ja', text('host:limited', { seconds }));
        return { type: 'limited', words };
      }
      const { eventId, conversation, event, address, person, language } = happening;
      const incoming = { platform, eventId, conversation, event, person, ...(address !== undefined && { address }) };
      const { repeat } = await take(incoming, platform, {
        language,
        languageChosen: happening.languageChosen === true,
      });
      return { type: repeat ? 'repeat' : 'taken' };
    },
    conversationOf: (platformId) => journal.conversationOf(platformId),
    whereabouts: (conversation) => journal.whereabouts(conversation),
    casesOf: async (person, limit) => (await journal.casesOf(person, limit)).map(heldCase),
    figures: () => journal.figures(),
  };
}

function heldCase({ conversation, address, touchedAt }: Kept): HeldCase {
  const { id, language, facts, probe, advised, tried, status, resolved, pending } = conversation;
  return {
    conversation: id,
    address,
    touchedAt,
    language,
    server: probe?.report?.dns.host ?? facts.answers.server ?? null,
    cause: advised ?? tried.at(-1) ?? null,
    status,
    resolved,
    pending,
  };
}
