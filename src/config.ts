import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { parse } from 'yaml';

/** What the operator set, checked once at the start. */
export type Config = {
  dataDir: string;
  /** `host:port` of the resolver; null: the system's. */
  dns: string | null;
  /** CIDRs that may be probed although they are private. */
  allowNetworks: string[];
  /** Hosts that the operator knows to answer; empty: calibration is off. */
  calibration: { host: string; port: number }[];
  /** Where /healthz listens; null: nowhere. */
  http: { host: string; port: number } | null;
  desk: Desk;
};

export type Desk = {
  name: string | null;
  contact: string | null;
  /** The name that the probe gives in EHLO; null: its address. */
  ehloName: string | null;
};

/** A missing or malformed setting: one line that names it and how to mend it. */
export class ConfigError extends Error {
  readonly code = 'config-invalid';
  constructor(setting: string, remedy: string) {
    super(`${setting}: ${remedy}`);
    this.name = 'ConfigError';
  }
}

const CALIBRATION_PORTS = ['25', '465', '587'];
const DEFAULT_DESK_FILE = './desk.yaml';

const hostPort = /^(?<host>\[[0-9a-fA-F:.]+\]|[^\s:[\]]+):(?<port>\d{1,5})$/;
const cidr = z.union([z.cidrv4(), z.cidrv6()]);

const deskFile = z.object({
  name: z.optional(z.string()),
  contact: z.optional(z.string()),
  ehloName: z.optional(z.string()),
});

/**
 * @param env variables of the process; see the README for each
 * @param readFile reads the desk file; passed in for tests
 * @throws ConfigError
 */
export function readConfig(env: NodeJS.ProcessEnv, readFile: (path: string) => string = readUtf8): Config {
  return {
    dataDir: env['OP25B_DATA_DIR'] || './data',
    dns: env['OP25B_DNS'] ? dnsServer(env['OP25B_DNS']) : null,
    allowNetworks: listOf(env['OP25B_ALLOW_NETWORKS']).map(network),
    calibration: listOf(env['OP25B_CALIBRATION']).map(calibrationHost),
    http: env['OP25B_HTTP'] ? listenAddress(env['OP25B_HTTP']) : null,
    desk: readDesk(env['OP25B_DESK'], readFile),
  };
}

function readUtf8(path: string): string {
  return readFileSync(path, 'utf8');
}

function listOf(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function network(value: string): string {
  if (!cidr.safeParse(value).success) {
    throw new ConfigError('OP25B_ALLOW_NETWORKS', `"${value}" is no network; write CIDRs such as 10.0.0.0/8,fd00::/8`);
  }
  return value;
}

function split(value: string): { host: string; port: number } | null {
  const groups = hostPort.exec(value)?.groups;
  if (!groups?.['host'] || !groups['port'] || Number(groups['port']) > 65_535) return null;
  return { host: groups['host'].replace(/^\[|\]$/g, ''), port: Number(groups['port']) };
}

function calibrationHost(value: string): { host: string; port: number } {
  const parts = split(value);
  if (!parts || !CALIBRATION_PORTS.includes(String(parts.port))) {
    throw new ConfigError(
      'OP25B_CALIBRATION',
      `"${value}" is not host:port with port 25, 465 or 587; write mx.example.net:25`,
    );
  }
  return parts;
}

function dnsServer(value: string): string {
  if (!split(value)) throw new ConfigError('OP25B_DNS', `"${value}" is not host:port; write 192.0.2.53:53`);
  return value;
}

function listenAddress(value: string): { host: string; port: number } {
  const parts = split(value);
  if (!parts) throw new ConfigError('OP25B_HTTP', `"${value}" is not host:port; write 0.0.0.0:8080`);
  return parts;
}

function readDesk(path: string | undefined, readFile: (path: string) => string): Desk {
  const file = path ?? DEFAULT_DESK_FILE;
  let source: string;
  try {
    source = readFile(file);
  } catch {
    if (path === undefined) return { name: null, contact: null, ehloName: null };
    throw new ConfigError('OP25B_DESK', `the file ${file} cannot be read; give the path of a readable desk file`);
  }
  const desk = deskFile.safeParse(parseYaml(file, source));
  if (!desk.success) {
    const issue = desk.error.issues[0];
    throw new ConfigError(file, `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'has the wrong shape'}`);
  }
  const { name = null, contact = null, ehloName = null } = desk.data;
  return { name, contact, ehloName };
}

function parseYaml(file: string, source: string): unknown {
  try {
    return parse(source) ?? {};
  } catch (error) {
    throw new ConfigError(
      file,
      `is not valid YAML (${error instanceof Error ? error.message.split('\n')[0] : 'unknown'})`,
    );
  }
}
