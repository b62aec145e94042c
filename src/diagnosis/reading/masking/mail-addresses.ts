import type { Phrases } from '../../../knowledge/phrases-schema.ts';
import type { Span } from '../span.ts';

/** RFC 5321 section 4.5.3.1.1. */
const LOCAL_LIMIT = 64;
/** RFC 5322 section 3.2.3, and the dots between atoms wherever a mobile carrier allowed them. */
const ATOM = /[\w.!#$%&'*+=^`{|}~-]/;
/** `nodemailer@6.9.14` is a version of a package; `taro@192.0.2.7` is an address. */
const VERSION = /^\d{1,5}(?:\.\d{1,5}){0,2}(?:-[a-z0-9.]{1,20})?(?![\w.])/;
/** Ids of messages are made like addresses; they tell a mail server's operator which mail it was, and nobody who wrote it. */
const MESSAGE_ID = /(?:message-?id|references|in-reply-to)["']?(?: ?[:=]| is)? ?<?$/i;

/** Where the parts of mail addresses before the @ stand (RFC 5321 section 4.1.2), also written `%40`, `(at)` or with a star. */
export function localPartSpans(text: string, { secrets }: Phrases): Span[] {
  const at = new RegExp(`(?:@|%40| ?[([<{] ?at ?[)\\]>}] ?|${secrets.atSigns})(?=[\\p{L}\\p{N}[])`, 'giu');
  return [...text.matchAll(at)].flatMap((match) => {
    const end = match.index;
    const start = startOfLocalPart(text, end);
    const domain = text.slice(end + match[0].length, end + match[0].length + 80);
    const before = text.slice(Math.max(0, start - 24), start);
    const isAddress = before.endsWith('<') || domain.startsWith('[') || /^[^\s@.]{1,63}\.[\p{L}\p{N}]/u.test(domain);
    if (start === end || !isAddress || VERSION.test(domain) || MESSAGE_ID.test(before)) return [];
    return [{ start, end }];
  });
}

function startOfLocalPart(text: string, end: number): number {
  // Searched in a part: `lastIndexOf` on the whole text would go back to its beginning for every @.
  const furthest = Math.max(0, end - LOCAL_LIMIT - 2);
  const before = text.slice(furthest, end);
  const quote = before.lastIndexOf('"', before.length - 2);
  if (before.endsWith('"') && quote !== -1) return furthest + quote;
  const opening = before.lastIndexOf('<');
  // Letters of other scripts (RFC 6531) count only in brackets: Japanese sentences have no blanks.
  if (opening !== -1 && !/[@>\s]/.test(before.slice(opening))) return furthest + opening + 1;
  let start = before.length;
  while (start > 0 && ATOM.test(before.charAt(start - 1))) start -= 1;
  while (start < before.length && /['`]/.test(before.charAt(start))) start += 1;
  return furthest + start;
}
