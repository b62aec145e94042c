import { writeLine } from '../adapters/terminal/write-line.ts';
import { AdapterError } from '../adapters/adapter-error.ts';
import type { Config } from '../config.ts';
import { ConfigError } from '../config-error.ts';
import type { Language } from '../message/message.ts';
import { RESOURCES } from '../message/resources.ts';
import { text } from '../message/text.ts';
import { createTranslator } from '../message/translator.ts';
import { auditCommand } from './audit-command.ts';

export type RegisterOptions = {
  io: NodeJS.Process;
  language: Language;
  /** Only there, at once, for trying out; null: everywhere. */
  guild: string | null;
};

/** Tells Discord the bot's commands; again as often as one likes. Exit code 1 when Discord refuses. Throws ConfigError. */
export async function register(config: Config, { io, language, guild }: RegisterOptions): Promise<number> {
  if (config.discord === null) {
    throw new ConfigError('DISCORD_TOKEN', 'is missing; the commands of that bot are what is registered');
  }
  const translator = createTranslator(RESOURCES);
  const { registerCommands } = await import('../adapters/discord/register-commands.ts');
  try {
    const names = await registerCommands(config.discord, { translator }, guild === null ? {} : { guild });
    auditCommand(config, { act: 'commands-registered', result: 'done', platform: 'discord', count: names.length });
    const done = text('terminal:registered', { commands: { code: names.join(', ') } });
    await writeLine(io.stdout, translator.plain(language, done));
    return 0;
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    io.stderr.write(`op25b: ${error.message}\n`);
    return 1;
  }
}
