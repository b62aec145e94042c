import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { ConfigError } from '../config-error.ts';
import { shapeProblem } from '../shape-problem.ts';
import { DEFAULT_KEEP_DAYS, type Desk } from './desk.ts';

/** Ten years: whoever writes more has mistaken the unit. */
const MOST_KEEP_DAYS = 3650;
/** Beyond this a limit protects nobody. */
const MOST_PER_MINUTE = 100_000;

const wholeNumber = (most: number) => {
  const words = `must be a whole number from 1 to ${most}`;
  return z.int(words).check(z.gte(1, words), z.lte(most, words));
};

const slackChannel = z
  .string()
  .check(
    z.regex(/^[CG][A-Z0-9]+$/, 'must be the id of a channel (C0123456789, at the end of its details), not its name'),
  );

const slackWorkspace = z.string().check(z.regex(/^[TE][A-Z0-9]+$/, 'must be the id of a workspace (T0123456789)'));

const DIGITS_ONLY = 'must be the id of a channel: digits only';
/** Ids of Discord exceed what a number can hold, so that one without quotes arrives as a bigint. */
const discordChannel = z.pipe(
  z.union([z.bigint(), z.string().check(z.regex(/^\d+$/, DIGITS_ONLY))], DIGITS_ONLY),
  z.transform(String),
);

const deskFile = z.strictObject({
  name: z.optional(z.string()),
  contact: z.optional(z.string()),
  ehloName: z.optional(z.string()),
  keepDays: z.optional(wholeNumber(MOST_KEEP_DAYS)),
  slack: z.optional(z.strictObject({ channel: slackChannel, workspace: z.optional(slackWorkspace) })),
  discord: z.optional(z.strictObject({ channel: discordChannel })),
  limits: z.optional(
    z.strictObject({
      personPerMinute: z.optional(wholeNumber(MOST_PER_MINUTE)),
      workspacePerMinute: z.optional(wholeNumber(MOST_PER_MINUTE)),
      targetPerMinute: z.optional(wholeNumber(MOST_PER_MINUTE)),
    }),
  ),
});

/**
 * @param file path of the desk file (YAML)
 * @throws ConfigError naming the file, the entry and the remedy
 */
export function readDeskFile(file: string): Desk {
  const desk = deskFile.safeParse(yamlOf(file));
  if (!desk.success) {
    const [issue] = desk.error.issues;
    const place = issue && issue.path.length > 0 ? issue.path.join('.') : 'the file';
    throw new ConfigError(file, `${place} ${issue ? shapeProblem(issue) : 'has the wrong shape'}`);
  }
  const {
    name = null,
    contact = null,
    ehloName = null,
    keepDays = DEFAULT_KEEP_DAYS,
    slack,
    discord,
    limits,
  } = desk.data;
  return {
    name,
    contact,
    ehloName,
    keepDays,
    slack: slack ? { channel: slack.channel, workspace: slack.workspace ?? null } : null,
    discord: discord ?? null,
    limits: {
      personPerMinute: limits?.personPerMinute ?? null,
      workspacePerMinute: limits?.workspacePerMinute ?? null,
      targetPerMinute: limits?.targetPerMinute ?? null,
    },
  };
}

function yamlOf(file: string): unknown {
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError('OP25B_DESK', `the file ${file} cannot be read; give the path of a readable desk file`);
  }
  try {
    return parse(source, smallNumber, { intAsBigInt: true }) ?? {};
  } catch (error) {
    const problem = error instanceof Error ? error.message.split('\n')[0] : 'unknown';
    throw new ConfigError(file, `is not valid YAML (${problem})`);
  }
}

/** Whole numbers are read as bigints, so that long ids stay exact; those that a number can hold become one. */
function smallNumber(_key: unknown, value: unknown): unknown {
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
