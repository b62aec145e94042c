import { ConfigError } from '../config-error.ts';

export type HostPort = { host: string; port: number };

const MOST_PORT = 65_535;
const hostPort = /^(?<host>\[[0-9a-fA-F:.]+\]|[^\s:[\]]+):(?<port>\d{1,5})$/;

/** `host:port`, an IPv6 address in brackets; null when it is neither. */
export function splitHostPort(value: string): HostPort | null {
  const groups = hostPort.exec(value)?.groups;
  if (!groups?.['host'] || !groups['port'] || Number(groups['port']) > MOST_PORT) return null;
  return { host: groups['host'].replace(/^\[|\]$/g, ''), port: Number(groups['port']) };
}

/**
 * @param example what a right value looks like, for the error's text
 * @throws ConfigError
 */
export function hostPortOf(setting: string, value: string, example: string): HostPort {
  const parts = splitHostPort(value);
  if (!parts) throw new ConfigError(setting, `"${value}" is not host:port; write ${example}`);
  return parts;
}
