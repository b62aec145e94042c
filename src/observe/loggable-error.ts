import { AdapterError } from '../adapters/adapter-error.ts';
import { ConfigError } from '../config-error.ts';
import { JournalError } from '../journal/journal-error.ts';
import { VaultError } from '../vault.ts';
import { isCode } from './code-shape.ts';

/** Their words are written here, for the operator. Those of others may quote what a person wrote. */
const OURS = [AdapterError, ConfigError, JournalError, VaultError];

/** Deep enough for the error of a driver under ours, and an end for one that is its own cause. */
const MOST_CAUSES = 4;
const MOST_FRAMES = 8;

export type LoggableError = {
  type: string;
  code?: string | number;
  words?: string;
  at?: string[];
  cause?: LoggableError;
};

const frame = /^\s+at .*:\d+:\d+\)?$/;

/** An error as a log may show it: type, code and place. */
export function loggableError(error: unknown, depth = 1): LoggableError {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = codeOf(error);
  const at = placesOf(error);
  return {
    type: typeOf(error),
    ...(code === null ? {} : { code }),
    ...(OURS.some((own) => error instanceof own) ? { words: error.message } : {}),
    ...(at.length === 0 ? {} : { at }),
    ...(error.cause === undefined || depth === MOST_CAUSES ? {} : { cause: loggableError(error.cause, depth + 1) }),
  };
}

/** The stack without the message in front of it, which may have lines that look like places. */
function placesOf(error: Error): string[] {
  const stack = error.stack ?? '';
  const start = stack.indexOf(error.message);
  return stack
    .slice(start === -1 ? 0 : start + error.message.length)
    .split('\n')
    .filter((line) => frame.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => line.trim().slice('at '.length));
}

/** Some names have a code in brackets: `DiscordAPIError[10062]`. */
function typeOf(error: Error): string {
  const [name] = error.name.split('[');
  return isCode(name) ? name : 'Error';
}

function codeOf(error: Error): string | number | null {
  if (!('code' in error)) return null;
  if (typeof error.code === 'number') return error.code;
  return isCode(error.code) ? error.code : null;
}
