import { type AliasHit, findAliases } from './aliases.ts';
import { isNegated } from './phrase-hits.ts';
import type { ReadingKnowledge } from './reading-knowledge.ts';

/** The mail program and the line that a text names, with all the places where such names stand. */
export type NamesRead = { client: string | null; line: string | null; switchedLine: boolean; places: AliasHit[] };

const CONTEXT_REACH = 24;

/** Reads the names of mail programs (the first that is not denied and not one on which sending works) and of lines (the last that is not left). */
export function readNames(text: string, knowledge: ReadingKnowledge): NamesRead {
  const { phrases } = knowledge;
  const clients = findAliases(text, knowledge.clients);
  const lines = findAliases(text, knowledge.lines).filter(
    (hit) => !clients.some((client) => client.start < hit.end && hit.start < client.end),
  );
  const around = (hit: AliasHit) => ({
    before: text.slice(Math.max(0, hit.start - CONTEXT_REACH), hit.start),
    after: text.slice(hit.end, hit.end + CONTEXT_REACH),
  });
  const { lineContext, clientElsewhere } = phrases;
  const client = clients.find(
    (hit) => !isNegated(text, hit, phrases) && !starts(clientElsewhere.after, around(hit).after),
  );
  const standing = lines.filter((hit) => {
    const { before, after } = around(hit);
    const left =
      new RegExp(`(?:${lineContext.left.before})$`, 'iu').test(before) || starts(lineContext.left.after, after);
    return !left && !starts(lineContext.mailService, after) && !isNegated(text, hit, phrases);
  });
  const line = standing.at(-1);
  return {
    client: client?.id ?? null,
    line: line?.id ?? null,
    switchedLine: line !== undefined && starts(lineContext.switched, around(line).after),
    places: [...clients, ...lines],
  };
}

function starts(pattern: string, text: string): boolean {
  return new RegExp(`^(?:${pattern})`, 'iu').test(text);
}
