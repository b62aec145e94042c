import { writeLine } from '../adapters/terminal/write-line.ts';
import type { Config } from '../config.ts';
import type { DeadEffect, EffectKey } from '../journal/effect-queue.ts';
import type { Language } from '../message/message.ts';
import { RESOURCES } from '../message/resources.ts';
import { text } from '../message/text.ts';
import { createTranslator } from '../message/translator.ts';
import { auditCommand } from './audit-command.ts';
import { visitJournal } from './visit-journal.ts';

export type JobsOptions = {
  io: NodeJS.Process;
  language: Language;
  json: boolean;
  /** Ids as `op25b jobs` lists them, or `all`; none: list. */
  retry: string[];
};

/** More than an operator reads at once; what is beyond shows when these are gone. */
const MOST_LISTED = 1_000;

/** Lists the effects that never succeeded, or lets them be tried again. Exit code 1 when an id is not in the list. */
export async function jobs(config: Config, options: JobsOptions): Promise<number> {
  return options.retry.length > 0 ? retry(config, options) : list(config, options);
}

async function list(config: Config, { io, language, json }: JobsOptions): Promise<number> {
  const translator = createTranslator(RESOURCES);
  const dead = await visitJournal(config, (journal) => journal.effects.deadList(MOST_LISTED));
  if (json) {
    for (const one of dead) await writeLine(io.stdout, JSON.stringify(row(one)));
    return 0;
  }
  if (dead.length === 0) await writeLine(io.stdout, translator.plain(language, text('terminal:jobs.none')));
  for (const one of dead) {
    const { id, effect, attempts, error, diedAt } = row(one);
    await writeLine(io.stdout, `${id}  ${effect}  ${attempts}×  ${diedAt}  ${error}`);
  }
  if (dead.length > 0) await writeLine(io.stdout, translator.plain(language, text('terminal:jobs.how-to-retry')));
  return 0;
}

async function retry(config: Config, { io, language, retry: ids }: JobsOptions): Promise<number> {
  const translator = createTranslator(RESOURCES);
  return visitJournal(config, async (journal) => {
    const chosen = ids.includes('all') ? (await journal.effects.deadList(MOST_LISTED)).map(idOf) : ids;
    let code = 0;
    for (const id of chosen) {
      const key = keyOf(id);
      const isRevived = key !== null && (await journal.effects.revive(key));
      if (!isRevived) code = 1;
      else
        auditCommand(config, {
          act: 'jobs-retried',
          result: 'done',
          case: key.conversation,
          from: 'dead',
          to: 'waiting',
        });
      const said = text(isRevived ? 'terminal:jobs.revived' : 'terminal:jobs.unknown', { id: { code: id } });
      await writeLine(isRevived ? io.stdout : io.stderr, translator.plain(language, said));
    }
    return code;
  });
}

function row(dead: DeadEffect) {
  const { effect, attempts, error, diedAt } = dead;
  return {
    id: idOf(dead),
    effect: effect?.type ?? 'unknown',
    attempts,
    error,
    diedAt: new Date(diedAt).toISOString(),
  };
}

function idOf({ conversation, sequence }: EffectKey): string {
  return `${conversation}:${sequence}`;
}

function keyOf(id: string): EffectKey | null {
  const groups = /^(?<conversation>.+):(?<sequence>\d{1,9})$/.exec(id)?.groups;
  if (!groups?.['conversation'] || !groups['sequence']) return null;
  return { conversation: groups['conversation'], sequence: Number(groups['sequence']) };
}
