import { parseArgs } from 'node:util';
import { deskFileOf, readConfig } from './config.ts';
import { ConfigError } from './config-error.ts';
import { MAIL_PORTS, type MailPort } from './diagnosis/probe-report.ts';
import { JournalError } from './journal/journal-error.ts';
import type { Language } from './message/message.ts';

/** Exit codes of the command line. */
const OK = 0;
const BAD_ARGUMENT = 2;

const USAGE = `op25b serve                      run every configured platform (none: the conversation, here)
op25b chat [--lang ja|en] [--jsonl]
                                 one conversation on this terminal
op25b check <server> [--lang ja|en] [--json] [--ports 25,465,587]
                                 probe a mail server: host, address, host:port or mail address
op25b backup <file>              write a copy of the SQLite journal while the bot runs
op25b jobs [--json]              list what could not be shown or done for good
op25b jobs retry <id>...|all     try it again
op25b stats [--lang ja|en] [--json]
                                 how often each cause was found, and its steps helped
op25b desk check [file]          look over the desk file: each problem, its line and the remedy
op25b register [--guild <id>]    tell Discord the bot's commands, everywhere or in one server`;

/** What the person typed cannot be done: says what is wrong and how it is typed. */
class UsageError extends Error {}

/**
 * Runs one command.
 *
 * @param args words after `op25b`
 * @returns exit code: 0 done; for check 0 a usable route, 1 none; 2 bad argument, setting or refused target
 */
export async function runCommand(args: string[], io: NodeJS.Process): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (error instanceof ConfigError || error instanceof UsageError || error instanceof JournalError) {
      io.stderr.write(`op25b: ${error.message}\n`);
      return BAD_ARGUMENT;
    }
    throw error;
  }
}

async function dispatch(args: string[], io: NodeJS.Process): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case 'serve': {
      options(rest, {});
      const config = await readConfig(io.env);
      const { serve } = await import('./commands/serve.ts');
      return serve(config, { io, language: localeLanguage(io.env) });
    }
    case 'chat':
      return chat(rest, io);
    case 'check':
      return check(rest, io);
    case 'backup':
      return backup(rest, io);
    case 'jobs':
      return jobs(rest, io);
    case 'stats':
      return stats(rest, io);
    case 'desk':
      return desk(rest, io);
    case 'register':
      return register(rest, io);
    case 'help':
    case '--help':
    case '-h':
      io.stdout.write(`${USAGE}\n`);
      return OK;
    default:
      throw new UsageError(`${command ? `there is no command "${command}"` : 'a command is missing'}; use:\n${USAGE}`);
  }
}

async function chat(args: string[], io: NodeJS.Process): Promise<number> {
  const { values } = options(args, { lang: { type: 'string' }, jsonl: { type: 'boolean' } });
  const chosen = languageOption(values['lang']);
  const config = await readConfig(io.env);
  const { chat: hold } = await import('./commands/chat.ts');
  return hold(config, {
    io,
    language: chosen ?? localeLanguage(io.env),
    languageChosen: chosen !== null,
    jsonLines: values['jsonl'] === true,
  });
}

async function check(args: string[], io: NodeJS.Process): Promise<number> {
  const { values, positionals } = options(args, {
    lang: { type: 'string' },
    json: { type: 'boolean' },
    ports: { type: 'string' },
  });
  const [server, ...more] = positionals;
  if (server === undefined || more.length > 0)
    throw new UsageError('check takes one server: op25b check smtp.example.jp');
  const config = await readConfig(io.env);
  const { check: probe } = await import('./commands/check.ts');
  return probe(config, {
    io,
    server,
    language: languageOption(values['lang']) ?? localeLanguage(io.env),
    json: values['json'] === true,
    ports: portsOption(values['ports']),
  });
}

async function backup(args: string[], io: NodeJS.Process): Promise<number> {
  const { positionals } = options(args, {});
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new UsageError('backup takes one file: op25b backup journal-copy.db');
  const config = await readConfig(io.env);
  const command = await import('./commands/backup.ts');
  return command.backup(config, { io, language: localeLanguage(io.env), file });
}

async function jobs(args: string[], io: NodeJS.Process): Promise<number> {
  const { values, positionals } = options(args, { json: { type: 'boolean' } });
  const [verb, ...retry] = positionals;
  if (verb !== undefined && (verb !== 'retry' || retry.length === 0)) {
    throw new UsageError('jobs lists, or tries again: op25b jobs retry <id>, or op25b jobs retry all');
  }
  const config = await readConfig(io.env);
  const command = await import('./commands/jobs.ts');
  return command.jobs(config, { io, language: localeLanguage(io.env), json: values['json'] === true, retry });
}

async function stats(args: string[], io: NodeJS.Process): Promise<number> {
  const { values } = options(args, { lang: { type: 'string' }, json: { type: 'boolean' } });
  const config = await readConfig(io.env);
  const language = languageOption(values['lang']) ?? localeLanguage(io.env);
  const command = await import('./commands/stats.ts');
  return command.stats(config, { io, language, json: values['json'] === true });
}

async function register(args: string[], io: NodeJS.Process): Promise<number> {
  const { values } = options(args, { guild: { type: 'string' } });
  const guild = values['guild'] === undefined ? null : String(values['guild']);
  if (guild !== null && !/^\d{17,20}$/.test(guild)) {
    throw new UsageError(`--guild takes a server's id (17 to 20 digits), not "${guild}"`);
  }
  const config = await readConfig(io.env);
  const command = await import('./commands/register.ts');
  return command.register(config, { io, language: localeLanguage(io.env), guild });
}

async function desk(args: string[], io: NodeJS.Process): Promise<number> {
  const { positionals } = options(args, {});
  const [verb, file, ...more] = positionals;
  if (verb !== 'check' || more.length > 0) {
    throw new UsageError('desk checks the desk file: op25b desk check, or op25b desk check other-desk.yaml');
  }
  const path = file ?? deskFileOf(io.env);
  if (path === null)
    throw new UsageError('there is no desk.yaml here; name the file: op25b desk check other-desk.yaml');
  const { deskCheck } = await import('./commands/desk-check.ts');
  return deskCheck(path, io);
}

type Options = Record<string, { type: 'string' | 'boolean' }>;
type Parsed = { values: Record<string, string | boolean | undefined>; positionals: string[] };

function options(args: string[], allowed: Options): Parsed {
  try {
    const { values, positionals } = parseArgs({ args, options: allowed, allowPositionals: true });
    return { values: { ...values }, positionals };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : 'bad option'}\n${USAGE}`);
  }
}

function languageOption(value: string | boolean | undefined): Language | null {
  if (value === undefined) return null;
  if (value === 'ja' || value === 'en') return value;
  throw new UsageError(`--lang takes ja or en, not "${value}"`);
}

function portsOption(value: string | boolean | undefined): MailPort[] | undefined {
  if (value === undefined) return undefined;
  return String(value)
    .split(',')
    .map((word) => {
      const port = MAIL_PORTS.find((candidate) => String(candidate) === word.trim());
      if (port === undefined) throw new UsageError(`--ports takes ${MAIL_PORTS.join(', ')}, not "${word}"`);
      return port;
    });
}

/** POSIX order of the variables that name the language of messages. */
function localeLanguage(env: NodeJS.ProcessEnv): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return locale.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}
