import { isIP } from 'node:net';
import type { Phrases } from '../../knowledge/phrases-schema.ts';
import { isHostName } from './host-name.ts';
import { MASK } from './masking/mask.ts';
import { blank, type Span } from './span.ts';

/** A host, address or mail address named in a text. `web`: in the address of a web page. */
export type HostHit = Span & {
  target: string;
  kind: 'host' | 'ip' | 'mail-address';
  port: number | null;
  web: boolean;
};

/** More names than this in one message are a list or a log, not an answer. */
const HITS_LIMIT = 50;

/** Where hosts, addresses and mail addresses stand, in order; `asked`: a server was asked for, so odd names count too. */
export function findHosts(text: string, phrases: Phrases, asked: boolean): HostHit[] {
  const hits: HostHit[] = [];
  let rest = text;
  for (const find of [urls, mailAddresses, ipv6, names, internationalNames]) {
    const found = find(rest, phrases, asked).slice(0, HITS_LIMIT);
    hits.push(...found);
    rest = blank(rest, found);
  }
  return hits.toSorted((a, b) => a.start - b.start);
}

function urls(text: string, phrases: Phrases): HostHit[] {
  const url =
    /(?<![a-z0-9])([a-z][a-z0-9+.-]{1,15}):\/\/(?:[^\s/@]{0,200}@)?(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::(\d{1,5}))?[^\s"'<>()\u3001\u3002\u300c\u300d\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]{0,300}/giu;
  return [...text.matchAll(url)].flatMap((match): HostHit[] => {
    const target = (match[2] ?? '').replace(/^\[|\]$|\.$/g, '');
    const web = /^https?$/i.test(match[1] ?? '');
    const hit = { target, port: portOf(match[3]), web, ...spanOf(match) };
    if (isIP(target) !== 0) return [{ ...hit, kind: 'ip' }];
    return [{ ...hit, kind: 'host', web: web || !isHostName(target, phrases, true) }];
  });
}

/** Their first part is masked by then; the domain is what tells the server. */
function mailAddresses(text: string, phrases: Phrases): HostHit[] {
  const address = new RegExp(`${MASK}@[a-z0-9][a-z0-9.-]{0,252}`, 'gi');
  return [...text.matchAll(address)].flatMap((match) => {
    const target = match[0].replace(/[.-]{1,10}$/g, '');
    if (!isHostName(target.slice(target.indexOf('@') + 1), phrases, true)) return [];
    return [{ target, kind: 'mail-address' as const, port: null, web: false, ...spanOf(match) }];
  });
}

function ipv6(text: string): HostHit[] {
  const address =
    /(?<![a-z0-9:.\]])(?:\[([0-9a-f:.]{3,45})\](?::(\d{1,5}))?|([0-9a-f]{0,4}:[0-9a-f:.]{2,45}))(?![a-z0-9:])/gi;
  return [...text.matchAll(address)].flatMap((match) => {
    const target = (match[1] ?? match[3] ?? '').replace(/\.$/, '');
    if (isIP(target) !== 6 || target.length < 3) return [];
    return [{ target, kind: 'ip', port: portOf(match[2]), web: false, ...spanOf(match) }];
  });
}

function names(text: string, phrases: Phrases, asked: boolean): HostHit[] {
  const name =
    /(?<![a-z0-9_.@\\/-]|\d:)([a-z0-9_][a-z0-9_.-]{1,260})(?:(?:: ?| )(25|465|587|2525)(?![\d.:])|:(\d{1,5})(?![\d.:]))?/gi;
  return [...text.matchAll(name)].flatMap((match): HostHit[] => {
    const target = (match[1] ?? '').replace(/[.-]{1,10}$/, '');
    const port = portOf(match[2] ?? match[3]);
    const span = { start: match.index, end: match.index + (port === null ? target.length : match[0].length) };
    if (isIP(target) === 4) {
      const version = new RegExp(`(?:${phrases.notHosts.versionBefore})$`, 'iu');
      const isVersion = version.test(text.slice(Math.max(0, match.index - 16), match.index));
      return isVersion ? [] : [{ target, kind: 'ip', port, web: false, ...span }];
    }
    if (!isHostName(target, phrases, asked || port !== null)) return [];
    return [{ target, kind: 'host', port, web: target.startsWith('www.'), ...span }];
  });
}

/** Names in Japanese letters, where a label of them stands right before a usual ending. */
function internationalNames(text: string, { notHosts }: Phrases): HostHit[] {
  const letters = '\\p{Script=Han}\\p{Script=Katakana}\\u30fc';
  const ending =
    '\\.(?:(?:co|or|ne|ac|go)\\.)?(?:jp|com|net|org|info|biz|asia|tokyo)(?![a-z0-9-]|\\.[a-z])(?::(\\d{1,5}))?';
  const label = `[${letters}0-9]{0,20}[${letters}][${letters}0-9-]{0,20}|\\p{Script=Hiragana}{1,20}`;
  const name = new RegExp(
    `(?<![${letters}0-9a-z-])(?<=${notHosts.internationalBefore})(?:[a-z0-9-]{1,63}\\.){0,4}(?:${label})${ending}`,
    'giu',
  );
  return [...text.matchAll(name)].map((match) => ({
    target: match[0].replace(/:\d{1,5}$/, ''),
    kind: 'host',
    port: portOf(match[1]),
    web: false,
    ...spanOf(match),
  }));
}

function spanOf(match: RegExpExecArray | RegExpMatchArray): Span {
  const start = match.index ?? 0;
  return { start, end: start + match[0].length };
}

function portOf(digits: string | undefined): number | null {
  const port = Number(digits ?? 0);
  return port > 0 && port < 65_536 ? port : null;
}
