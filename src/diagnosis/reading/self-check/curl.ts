import type { SeenPort, SeenState } from '../reading.ts';
import { seenState, showsGreeting } from './seen-state.ts';

/** Exit codes after which the connection itself stood: TLS, certificate, authentication, replies (curl(1), EXIT CODES). */
const CONNECTED_EXITS: ReadonlySet<number> = new Set([8, 35, 51, 52, 55, 58, 59, 60, 64, 67, 77, 80, 83, 90, 91]);

/** Reads curl with `-v` or without, for `smtp://`, `smtps://` and `telnet://`. */
export function readCurl(text: string): SeenPort[] {
  return text.split(/(?=\bcurl (?:-|--|[a-z]{3,6}:\/\/))/i).flatMap((session): SeenPort[] => {
    const exit = /curl: ?\((\d{1,3})\)([^\n]{0,300})/i.exec(session);
    const connected = /\bConnected to (\S{1,253}) \([^)]{0,64}\) port (\d{1,5})/i.exec(session);
    const named =
      /Failed to connect to (\S{1,253}) port (\d{1,5})/i.exec(session) ??
      /\bcurl [^\n]{0,120}?(?:smtps?|telnet|https?):\/\/(\[[0-9a-f.:]{2,45}\]|[\w.-]{1,253}):(\d{1,5})/i.exec(
        session,
      ) ??
      /connect to (\S{1,253}) port (\d{1,5})/i.exec(session) ??
      schemePort(session);
    const host = connected?.[1] ?? named?.[1] ?? null;
    const port = Number(connected?.[2] ?? named?.[2] ?? 0);
    const state = stateOf(exit, connected !== null, session);
    if (!(port > 0) || !state) return [];
    return [
      {
        host: host?.replace(/^\[|\]$/g, '') ?? null,
        port,
        state,
        greeting: state === 'open' ? greetingOf(session, exit) : null,
      },
    ];
  });
}

/** The port that a URL without one means (RFC 6409: curl itself takes 25 for smtp and 465 for smtps). */
function schemePort(session: string): [string, string, string] | null {
  const url = /\bcurl [^\n]{0,120}?(smtps?):\/\/([\w.-]{1,253})/i.exec(session);
  return url ? [url[0], url[2] ?? '', /smtps/i.test(url[1] ?? '') ? '465' : '25'] : null;
}

function stateOf(exit: RegExpExecArray | null, connected: boolean, session: string): SeenState | null {
  const code = Number(exit?.[1] ?? -1);
  const words = exit?.[2] ?? '';
  if (code === 6) return 'failed';
  if (code === 7)
    return seenState(session.replace(words, '')) === 'failed' ? 'failed' : (seenState(`${session}`) ?? 'failed');
  if (code === 56) return connected ? 'open' : 'reset';
  if (code === 28) return connected || /with \d{1,9} bytes received|with 0 out of/i.test(words) ? 'open' : 'timeout';
  if (CONNECTED_EXITS.has(code) || connected) return 'open';
  return null;
}

function greetingOf(session: string, exit: RegExpExecArray | null): boolean | null {
  if (showsGreeting(session)) return true;
  if (/^(?:28|52|56)$/.test(exit?.[1] ?? '')) return false;
  return exit?.[1] === '64' ? true : null;
}
