import { LogLevel, type Logger } from '@slack/web-api';
import type { Log } from './parts.ts';

/** What the SDK warns of goes to our log; its chatter does not, for it repeats what people wrote. */
export function sdkLogger(log: Log): Logger {
  return {
    debug: () => {},
    info: () => {},
    warn: (...words) => log.warn(errorIn(words), 'slack-sdk-warning'),
    error: (...words) => log.error(errorIn(words), 'slack-sdk-error'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}

/** Only an error among them can be shown: its type, code and place. */
function errorIn(words: unknown[]): { error?: unknown } {
  const error = words.find((word) => word instanceof Error);
  return error === undefined ? {} : { error };
}
