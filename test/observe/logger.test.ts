import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/adapters/adapter-error.ts';
import { caseId } from '../../src/adapters/case-id.ts';
import type { LogLevel } from '../../src/config/log-level.ts';
import type { Log, LogFields } from '../../src/observe/log.ts';
import { createLogger } from '../../src/observe/logger.ts';

const id = caseId('slack:T1/C1/1712.34');

function logged(level: LogLevel, use: (log: Log) => void): { lines: Record<string, unknown>[]; written: string } {
  const chunks: string[] = [];
  use(createLogger({ level, to: { write: (chunk) => void chunks.push(chunk) } }));
  const written = chunks.join('');
  const lines = written
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Record<string, unknown> => JSON.parse(line));
  return { lines, written };
}

/** What nobody may find in a log: words, addresses, a server, tokens of both platforms, a password. */
const PERSONAL = [
  'メールが送れません',
  'my password is hunter2',
  'hanako@example.jp',
  'smtp.example.jp',
  'xoxb-123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx',
  'xapp-1-A0123456789-1234567890123-0123456789abcdef',
  'MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789',
  'postgres://op25b:hunter2@db.example/op25b',
];

/** As a careless caller would have it, whom the compiler does not see. */
function smuggled(value: unknown): LogFields {
  const fields: Record<string, unknown> = { text: value, person: value, detail: value, nested: { text: value } };
  for (const field of ['case', 'platform', 'workspace', 'event', 'effect', 'code', 'result', 'cause', 'limit', 'ms'])
    fields[field] = value;
  return fields;
}

describe('logger', () => {
  it('writes one JSON object a line, with the case in every line of a child', () => {
    const { lines } = logged('info', (log) => {
      const child = log.child({ platform: 'slack' }).child({ case: id });
      child.info({ event: 'said', ms: 3.5 }, 'event-taken');
      child.warn({ effect: 'say', attempt: 2, result: 'failed', code: 'ECONNRESET' }, 'effect-failed');
    });
    expect(lines).toMatchObject([
      { level: 'info', platform: 'slack', case: id, event: 'said', ms: 3.5, msg: 'event-taken' },
      { level: 'warn', platform: 'slack', case: id, effect: 'say', attempt: 2, result: 'failed', code: 'ECONNRESET' },
    ]);
    expect(lines.map(({ time }) => typeof time)).toEqual(['string', 'string']);
  });

  it.each(PERSONAL)('holds back %s, whatever field or error it comes in', (value) => {
    const { lines, written } = logged('info', (log) => {
      const fields = smuggled(value);
      log.debug({ detail: value }, 'text-read');
      log.info(fields, 'event-taken');
      log.warn({ case: id, ...smuggled([value]) }, 'event-taken');
      log.error({ error: new Error(value, { cause: new Error(value) }) }, 'step-failed');
      log.error({ error: Object.assign(new Error('x'), { code: value, name: value }) }, 'step-failed');
      log.error({ error: value }, 'step-failed');
      log.error({ error: new Error(`x\n    at ${value} (a.ts:1:1)`) }, 'step-failed');
      log.child(fields).info({}, 'event-taken');
    });
    expect(lines).toHaveLength(7);
    expect(written).not.toContain(value);
    expect(written).toContain('[withheld]');
  });

  it('keeps what a log is for: ids, codes, numbers of every kind', () => {
    const fields = {
      case: id,
      platform: 'discord',
      workspace: 'slack:T0123456789',
      event: 'probe-finished',
      effect: 'hand-off',
      sequence: 7,
      attempt: 1,
      result: 'later',
      code: 'slack_webapi_rate_limited_error',
      cause: 'op25b',
      remedy: 'use-submission-587',
      question: 'other-network',
      limit: 'person',
      state: 'connected',
      signal: 'SIGTERM',
      version: '0.1.0',
      shard: 3,
      port: 587,
      count: 12,
      ms: 0.25,
    } satisfies LogFields;
    expect(logged('info', (log) => log.info(fields, 'event-taken')).lines).toMatchObject([fields]);
  });

  it('shows where an error came from, and its words only when they are ours', () => {
    const refused = Object.assign(new Error('getaddrinfo ENOTFOUND hanako.example'), { code: 'ENOTFOUND' });
    const error = new AdapterError('SLACK_BOT_TOKEN is refused; copy it again', { permanent: true, cause: refused });
    const [line] = logged('error', (log) => log.error({ error }, 'adapter-failed')).lines;
    expect(line).toMatchObject({
      error: {
        type: 'AdapterError',
        words: 'SLACK_BOT_TOKEN is refused; copy it again',
        at: expect.arrayContaining([expect.stringMatching(/logger\.test\.ts:\d+:\d+/)]),
        cause: { type: 'Error', code: 'ENOTFOUND' },
      },
    });
    expect(JSON.stringify(line)).not.toContain('hanako');
  });

  it('comes to an end with an error that is its own cause', () => {
    const error = new Error('x');
    error.cause = error;
    expect(logged('error', (log) => log.error({ error }, 'step-failed')).lines).toHaveLength(1);
  });

  it('shows details at debug, and nothing at silent', () => {
    const use = (log: Log) => log.debug({ case: id, detail: { text: 'hello' } }, 'text-read');
    expect(logged('debug', use).lines).toMatchObject([{ level: 'debug', case: id, detail: { text: 'hello' } }]);
    expect(logged('info', use).lines).toEqual([]);
    expect(logged('silent', (log) => log.error({ code: 'X' }, 'step-failed')).lines).toEqual([]);
  });

  it('leaves standard output to the conversation, and loses no line of a process that ends at once', () => {
    const program = `
      import { createLogger } from './src/observe/logger.ts';
      const log = createLogger({ level: 'info' });
      for (let count = 1; count <= 500; count += 1) log.info({ count }, 'event-taken');
      process.exit(0);
    `;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', program], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(500);
  });
});
