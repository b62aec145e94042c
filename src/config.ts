import { existsSync } from 'node:fs';
import ipaddr from 'ipaddr.js';
import { ConfigError } from './config-error.ts';
import { databaseUrl } from './config/database-url.ts';
import { discordSettings, type DiscordSettings } from './config/discord-settings.ts';
import { hostPortOf, splitHostPort, type HostPort } from './config/host-port.ts';
import { logLevel, type LogLevel } from './config/log-level.ts';
import { secretKeys } from './config/secret-keys.ts';
import { listSetting, setting } from './config/setting.ts';
import { slackSettings, type SlackSettings } from './config/slack-settings.ts';
import { NO_DESK, type Desk } from './desk/desk.ts';

/** What the operator set, checked once at the start. It holds secrets: it is never logged as a whole. */
export type Config = {
  dataDir: string;
  /** PostgreSQL, for many processes; null: one SQLite file under `dataDir`. */
  databaseUrl: string | null;
  logLevel: LogLevel;
  /** `host:port` of the resolver; null: the system's. */
  dns: string | null;
  /** CIDRs that may be probed although they are private. */
  allowNetworks: string[];
  /** Hosts that the operator knows to answer; empty: calibration is off. */
  calibration: HostPort[];
  /** Where health, metrics and Slack's requests are answered; null: nowhere. */
  http: HostPort | null;
  /** Null: Slack is not configured. */
  slack: SlackSettings | null;
  /** Null: Discord is not configured. */
  discord: DiscordSettings | null;
  /** Keys for what is stored encrypted: the first seals, all open; empty: nothing is. */
  secretKeys: Buffer[];
  desk: Desk;
  /** Path of the desk file; null: there is none. */
  deskFile: string | null;
};

const CALIBRATION_PORTS = [25, 465, 587];
const DEFAULT_DATA_DIR = './data';
const DEFAULT_DESK_FILE = './desk.yaml';

/**
 * @param env variables of the process; see the README for each
 * @throws ConfigError
 */
export async function readConfig(env: NodeJS.ProcessEnv): Promise<Config> {
  const database = setting(env, 'DATABASE_URL');
  const dns = setting(env, 'OP25B_DNS');
  const http = setting(env, 'OP25B_HTTP');
  const deskFile = deskFileOf(env);
  return {
    dataDir: setting(env, 'OP25B_DATA_DIR') ?? DEFAULT_DATA_DIR,
    databaseUrl: database === null ? null : databaseUrl(database),
    logLevel: logLevel(setting(env, 'LOG_LEVEL') ?? 'info'),
    dns: dns === null ? null : dnsServer(dns),
    allowNetworks: listSetting(env, 'OP25B_ALLOW_NETWORKS').map(network),
    calibration: listSetting(env, 'OP25B_CALIBRATION').map(calibrationHost),
    http: http === null ? null : hostPortOf('OP25B_HTTP', http, '0.0.0.0:8080'),
    slack: slackSettings(env),
    discord: discordSettings(env),
    secretKeys: secretKeys(env),
    desk: await readDesk(deskFile),
    deskFile,
  };
}

function dnsServer(value: string): string {
  hostPortOf('OP25B_DNS', value, '192.0.2.53:53');
  return value;
}

function network(value: string): string {
  if (!ipaddr.isValidCIDR(value)) {
    throw new ConfigError('OP25B_ALLOW_NETWORKS', `"${value}" is no network; write CIDRs such as 10.0.0.0/8,fd00::/8`);
  }
  return value;
}

function calibrationHost(value: string): HostPort {
  const parts = splitHostPort(value);
  if (!parts || !CALIBRATION_PORTS.includes(parts.port)) {
    throw new ConfigError(
      'OP25B_CALIBRATION',
      `"${value}" is not host:port with port 25, 465 or 587; write mx.example.net:25`,
    );
  }
  return parts;
}

/** Without a setting, the file in the current folder counts if it is there. */
export function deskFileOf(env: NodeJS.ProcessEnv): string | null {
  return setting(env, 'OP25B_DESK') ?? (existsSync(DEFAULT_DESK_FILE) ? DEFAULT_DESK_FILE : null);
}

/** The desk file is read with a schema and a YAML parser, which `op25b check` without such a file need not load. */
async function readDesk(file: string | null): Promise<Desk> {
  if (file === null) return NO_DESK;
  const { readDeskFile } = await import('./desk/desk-file.ts');
  return readDeskFile(file);
}
