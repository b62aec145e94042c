import type { Phrases } from '../../../knowledge/phrases-schema.ts';
import { onOneLine } from '../normalise.ts';
import type { SeenPort } from '../reading.ts';
import { seenState, showsGreeting } from './seen-state.ts';

/** Reads telnet of Windows (any language the phrases know), Linux and macOS. Its output tells no port on Linux: the command must be there. */
export function readTelnet(text: string, phrases: Phrases): SeenPort[] {
  const failed = windowsFailures(text, phrases);
  return failed.length > 0 ? failed : sessions(text);
}

function windowsFailures(text: string, phrases: Phrases): SeenPort[] {
  const command = /telnet (?<host>[\w.:-]{1,253}) (?<port>\d{1,5})\b/i.exec(text);
  for (const { pattern } of phrases.telnetFailed) {
    const matches = [...onOneLine(text).matchAll(new RegExp(pattern, 'giu'))].slice(0, 10);
    if (matches.length === 0) continue;
    // Windows says the same of a refused and of a silent port.
    return matches.map(({ groups }) => ({
      host: groups?.['host'] ?? command?.groups?.['host'] ?? null,
      port: Number(groups?.['port']),
      state: 'failed',
      greeting: null,
    }));
  }
  return [];
}

function sessions(text: string): SeenPort[] {
  return text.split(/(?=\btelnet (?:-\w{1,3} )?[\w.:-]{1,253} \d{1,5}\b)/i).flatMap((session): SeenPort[] => {
    const command = /^telnet (?:-\w{1,3} )?([\w.:-]{1,253}) (\d{1,5})\b/i.exec(session);
    if (!command) return [];
    const output = session.slice(command[0].length);
    const seen = { host: command[1] ?? null, port: Number(command[2]) };
    if (/Connected to |Escape character is/i.test(output))
      return [{ ...seen, state: 'open', greeting: showsGreeting(output) }];
    if (/(?:^|\n)220[ -]/.test(output)) return [{ ...seen, state: 'open', greeting: true }];
    const state = /unable to connect|connect to address|telnet: |Trying/i.test(output) ? seenState(output) : null;
    return state ? [{ ...seen, state, greeting: null }] : [];
  });
}
