import { existsSync } from 'node:fs';
import ipaddr from 'ipaddr.js';
import { ConfigError } from './config-error.ts';
import type { Desk } from './desk/desk-file.ts';

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

const CALIBRATION_PORTS = ['25', '465', '587'];
const DEFAULT_DESK_FILE = './desk.yaml';

const hostPort = /^(?<host>\[[0-9a-fA-F:.]+\]|[^\s:[\]]+):(?<port>\d{1,5})$/;
/** No desk file: nobody to hand over to, and the probe gives its address in EHLO. */
const NO_DESK: Desk = { name: null, contact: null, ehloName: null };

/**
 * @param env variables of the process; see the README for each
 * @throws ConfigError
 */
export async function readConfig(env: NodeJS.ProcessEnv): Promise<Config> {
  return {
    dataDir: env['OP25B_DATA_DIR'] || './data',
    dns: env['OP25B_DNS'] ? dnsServer(env['OP25B_DNS']) : null,
    allowNetworks: listOf(env['OP25B_ALLOW_NETWORKS']).map(network),
    calibration: listOf(env['OP25B_CALIBRATION']).map(calibrationHost),
    http: env['OP25B_HTTP'] ? listenAddress(env['OP25B_HTTP']) : null,
    desk: await readDesk(env['OP25B_DESK']),
  };
}

function listOf(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function network(value: string): string {
  if (!ipaddr.isValidCIDR(value)) {
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

/** The desk file is read with a schema and a YAML parser, which `op25b check` without such a file need not load. */
async function readDesk(path: string | undefined): Promise<Desk> {
  const file = path ?? DEFAULT_DESK_FILE;
  if (path === undefined && !existsSync(file)) return NO_DESK;
  const { readDeskFile } = await import('./desk/desk-file.ts');
  return readDeskFile(file);
}
