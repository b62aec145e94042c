import { ConfigError } from '../config-error.ts';

/** The levels of pino, the most telling first (https://getpino.io/#/docs/api?id=loggerlevel-string-gettersetter). */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** @throws ConfigError */
export function logLevel(value: string): LogLevel {
  const level = LOG_LEVELS.find((candidate) => candidate === value.toLowerCase());
  if (level === undefined)
    throw new ConfigError('LOG_LEVEL', `"${value}" is no level; write one of ${LOG_LEVELS.join(', ')}`);
  return level;
}
