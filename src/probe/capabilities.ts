import { visible } from './visible.ts';

/** What an EHLO reply offers. */
export type Capabilities = {
  /** Keywords with their parameters, made visible. */
  words: string[];
  starttls: boolean;
  /** A keyword was overwritten by a device on the way. */
  masked: boolean;
  /** SASL mechanisms, in upper case. */
  auth: string[];
  /** SIZE in bytes (RFC 1870); null when none is told, or 0, which means no fixed limit. */
  size: number | null;
};

/** Cisco's SMTP inspection writes X over a keyword that it does not know, all but the last letter; others write asterisks. */
const MASKED = /^(?:X{3,}[A-Z]?|\*{2,}|#{2,})$/u;
/** `AUTH=` is the form of before RFC 4954, which some servers still give besides. */
const AUTH = /^AUTH[ =](?<mechanisms>.*)$/iu;
const SIZE = /^SIZE[ =](?<bytes>\d{1,15})$/iu;

/** @param lines the lines of the reply to EHLO; the first one names the server and offers nothing (RFC 5321 section 4.1.1.1) */
export function readCapabilities(lines: string[]): Capabilities {
  const words = lines.slice(1).map((line) => visible(line.trim()));
  const keywords = words.map((word) => word.split(/[ =]/u)[0]?.toUpperCase() ?? '');
  const auth = words.flatMap((word) => AUTH.exec(word)?.groups?.['mechanisms']?.toUpperCase().split(/ +/u) ?? []);
  const bytes = words.map((word) => Number(SIZE.exec(word)?.groups?.['bytes'] ?? 0)).find((value) => value > 0);
  return {
    words: words.filter((word) => word !== ''),
    starttls: keywords.includes('STARTTLS'),
    masked: keywords.some((keyword) => MASKED.test(keyword)),
    auth: [...new Set(auth.filter((mechanism) => mechanism !== ''))],
    size: bytes ?? null,
  };
}
