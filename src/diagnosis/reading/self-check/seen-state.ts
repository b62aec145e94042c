import type { SeenState } from '../reading.ts';

/** Words and numbers by which tools tell how a connection ended: errno of Linux and macOS, and Winsock. */
const STATES: readonly (readonly [SeenState, RegExp])[] = [
  ['refused', /connection refused|actively refused|errno ?= ?(?:111|61|10061)\b/i],
  ['timeout', /timed? ?out|timeout|errno ?= ?(?:110|60|10060)\b/i],
  ['unreachable', /unreachable|no route to host|errno ?= ?(?:101|113|51|65|10051|10065)\b/i],
  ['reset', /connection reset|reset by peer|connection closed|errno ?= ?(?:104|54|10054)\b/i],
  ['failed', /failed|couldn't connect|could not resolve|not known|nodename|errno ?=|unable to connect/i],
];

/** How a connection ended, by the words of the tool; null when they do not tell. */
export function seenState(words: string): SeenState | null {
  return STATES.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** Whether the text shows a greeting or another reply of a mail server. */
export function showsGreeting(text: string): boolean {
  return /(?:^|[\n\s<])(?:220|250|421|554)[ -]\S/.test(text);
}
