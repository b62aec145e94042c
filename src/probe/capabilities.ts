import { visible } from './visible.ts';

/** More EHLO words than this are not kept. */
const MOST_WORDS = 50;
/** SASL mechanism names: RFC 4422 section 3.1. */
const MECHANISM = /^[A-Z0-9_-]{1,20}$/;

/** Keywords with parameters of an EHLO reply; its first line is the server's name. */
export function capabilitiesOf(lines: string[]): string[] {
  return lines.slice(1, MOST_WORDS + 1).map((line) => visible(line.trim()));
}

export function offers(capabilities: string[], keyword: string): boolean {
  return capabilities.some((line) => line.split(/\s/, 1)[0]?.toUpperCase() === keyword);
}

/** SASL mechanisms; also from the old `AUTH=LOGIN` form. */
export function mechanismsOf(capabilities: string[]): string[] {
  const words = capabilities.flatMap((line) => /^AUTH[ =](.*)$/i.exec(line)?.[1]?.toUpperCase().split(/\s+/) ?? []);
  return [...new Set(words)].filter((word) => MECHANISM.test(word));
}

/** The limit on a message in bytes (RFC 1870); null when none is told. */
export function sizeOf(capabilities: string[]): number | null {
  const size = capabilities
    .map((line) => /^SIZE\s+(\d{1,15})$/i.exec(line)?.[1])
    .find((digits) => digits !== undefined);
  return size === undefined || Number(size) === 0 ? null : Number(size);
}

/** Cisco's "SMTP fixup" replaces a keyword by as many X (the last letter kept or an A) or asterisks. */
export function isMaskedKeyword(line: string): boolean {
  return /^X{5,}[A-Z]?$/.test(line) || /^\*{4,}/.test(line);
}
