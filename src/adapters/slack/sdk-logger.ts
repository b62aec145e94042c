import type { Logger } from '@slack/bolt';
import { LogLevel } from '@slack/bolt';
import type { Log } from './parts.ts';

/** What the SDK warns of goes to our log; its chatter does not, for it repeats what people wrote. */
export function sdkLogger(log: Log): Logger {
  return {
    debug: () => {},
    info: () => {},
    warn: (...words) => log.warn({ from: 'slack-sdk', words: words.map(String).join(' ') }, 'slack-sdk'),
    error: (...words) => log.error({ from: 'slack-sdk', words: words.map(String).join(' ') }, 'slack-sdk'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
