import type { Named } from './reading-knowledge.ts';
import type { Span } from './span.ts';

export type AliasHit = Span & { id: string; alias: string };

/** Punctuation that a name may have in the text and lack in the alias: "J:COM", "Yahoo! BB". */
const SLACK = 4;

/**
 * Where the names of `entries` stand in the text, without regard to case, width, blanks, hyphens and long-vowel marks.
 * A name in Latin letters counts only as a whole word; of overlapping names the longest counts. In order of place.
 */
export function findAliases(text: string, entries: readonly Named[]): AliasHit[] {
  const squeezed = squeeze(text);
  const hits: AliasHit[] = [];
  for (const entry of entries) {
    for (const { alias, key } of keysOf(entry)) {
      for (let at = squeezed.letters.indexOf(key); at !== -1; at = squeezed.letters.indexOf(key, at + key.length)) {
        const start = squeezed.places[at] ?? 0;
        const end = (squeezed.places[at + key.length - 1] ?? 0) + 1;
        if (end - start <= alias.length + SLACK && stands(text, start, end))
          hits.push({ id: entry.id, alias, start, end });
      }
    }
  }
  const kept: AliasHit[] = [];
  const taken = new Uint8Array(text.length);
  const byLength = hits.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  for (const hit of byLength) {
    if (taken[hit.start] === 1 || taken[hit.end - 1] === 1) continue;
    taken.fill(1, hit.start, hit.end);
    kept.push(hit);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}

/** The names stay while messages come and go: a third of the time of reading went into squeezing them anew. */
const KEYS = new WeakMap<Named, { alias: string; key: string }[]>();

function keysOf(entry: Named): { alias: string; key: string }[] {
  const known = KEYS.get(entry);
  if (known) return known;
  const keys = entry.aliases
    .map((alias) => ({ alias, key: squeeze(alias.normalize('NFKC')).letters }))
    .filter(({ key }) => key !== '');
  KEYS.set(entry, keys);
  return keys;
}

function squeeze(text: string): { letters: string; places: number[] } {
  const places: number[] = [];
  const letters: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    if (!/[\p{L}\p{N}]/u.test(unit) || unit === '\u30fc') continue;
    const lower = unit.toLowerCase();
    letters.push(lower.length === 1 ? lower : unit);
    places.push(at);
  }
  return { letters: letters.join(''), places };
}

function stands(text: string, start: number, end: number): boolean {
  const latin = /[a-z0-9]/i;
  const opens = latin.test(text.charAt(start)) && latin.test(text.charAt(start - 1));
  const closes = latin.test(text.charAt(end - 1)) && latin.test(text.charAt(end));
  return !opens && !closes;
}
