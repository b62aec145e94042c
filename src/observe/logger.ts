import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../config/log-level.ts';
import type { Log } from './log.ts';
import { safeFields, safeName } from './safe-fields.ts';

/** Standard output belongs to the conversation on the terminal. */
const STDERR = 2;

export type LoggerOptions = {
  level: LogLevel;
  /** Where the lines go; absent: standard error. */
  to?: DestinationStream;
  /** Fields for a line at the time when it is written, such as the ids of the trace. */
  context?: () => Record<string, string>;
};

/** Writes one JSON object a line. */
export function createLogger({ level, to, context }: LoggerOptions): Log {
  const logger = pino(
    {
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      ...(context ? { mixin: context } : {}),
    },
    // Synchronous, so that the last words of a process that dies are written.
    to ?? pino.destination({ dest: STDERR, sync: true }),
  );
  return logOf(logger);
}

function logOf(logger: Logger): Log {
  return {
    debug: ({ detail, ...fields }, name) => {
      if (logger.isLevelEnabled('debug')) logger.debug({ ...safeFields(fields), detail }, safeName(name));
    },
    info: (fields, name) => logger.info(safeFields(fields), safeName(name)),
    warn: (fields, name) => logger.warn(safeFields(fields), safeName(name)),
    error: (fields, name) => logger.error(safeFields(fields), safeName(name)),
    child: (fields) => logOf(logger.child(safeFields(fields))),
  };
}
