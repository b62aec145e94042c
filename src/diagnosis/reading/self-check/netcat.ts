import type { SeenPort } from '../reading.ts';
import { seenState } from './seen-state.ts';

/** Reads nc of OpenBSD (Debian, macOS), ncat of Nmap (Red Hat) and the traditional one. */
export function readNetcat(text: string): SeenPort[] {
  const ports = text.split('\n').flatMap(line);
  return ports.length > 0 ? ports : ncat(text);
}

function line(text: string): SeenPort[] {
  const opened =
    /Connection to (\S{1,253}) (?:\([^)]{0,64}\) )?(?:port )?(\d{1,5})(?: port)? \[[^\]]{0,40}\] succeeded/i.exec(
      text,
    ) ?? /^(?:Connection to )?(\S{1,253}) \[[0-9a-f.:]{2,45}\] (\d{1,5}) (?:\([^)]{0,40}\) )?open/i.exec(text);
  if (opened) return [{ host: opened[1] ?? null, port: Number(opened[2]), state: 'open', greeting: null }];
  const failed =
    /connectx? to (\S{1,253}) (?:\([^)]{0,64}\) )?port (\d{1,5}) (?:\([^)]{0,40}\) )?failed: ?(.{1,80})/i.exec(text) ??
    /(\S{1,253}) \[[0-9a-f.:]{2,45}\] (\d{1,5}) (?:\([^)]{0,40}\) )?: ?(.{1,80})/i.exec(text);
  const state = failed ? seenState(failed[3] ?? '') : null;
  const host = failed?.[1]?.replace(/^\(UNKNOWN\)$/i, '');
  return failed && state ? [{ host: host || null, port: Number(failed[2]), state, greeting: null }] : [];
}

/** ncat names neither host nor port when it fails: the command must be there. */
function ncat(text: string): SeenPort[] {
  return text.split(/(?<![/\w])(?=(?:nc|ncat)(?:\.exe)? )/i).flatMap((session): SeenPort[] => {
    const command = /^(?:nc|ncat)(?:\.exe)?(?: -\w{1,6}(?: ?\d{1,3}s?)?){0,5} ([\w.:-]{1,253}) (\d{1,5})\b/i.exec(
      session,
    );
    const connected = /Ncat: Connected to ([0-9a-z.:-]{1,253}):(\d{1,5})/i.exec(session);
    if (connected)
      return [
        { host: command?.[1] ?? connected[1] ?? null, port: Number(connected[2]), state: 'open', greeting: null },
      ];
    const states = [...session.matchAll(/Ncat: (?!Version)([^\n]{1,120})/gi)].map((match) => seenState(match[1] ?? ''));
    const state = states.find((candidate) => candidate !== null);
    return command && state ? [{ host: command[1] ?? null, port: Number(command[2]), state, greeting: null }] : [];
  });
}
