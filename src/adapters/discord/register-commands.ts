import type { Translator } from '../../message/translator.ts';
import { AdapterError } from '../adapter-error.ts';
import { commands } from './commands.ts';
import { createDiscordApi } from './discord-api.ts';
import { failureOf } from './failure-of.ts';
import { loginProblem } from './login-problem.ts';

/**
 * Tells Discord which commands there are: in all guilds, or in one alone, where they appear at once (for trying out). Doing
 * it again changes nothing. Returns the names. Rejects with AdapterError.
 */
export async function registerCommands(
  settings: { token: string; apiUrl: string | null },
  parts: { translator: Translator },
  options: { guild?: string } = {},
): Promise<string[]> {
  const list = commands(parts.translator);
  const guild = options.guild ?? null;
  try {
    const api = createDiscordApi(settings);
    await api.putCommands(await api.application(), guild, list);
  } catch (error) {
    const { kind } = failureOf(error);
    if (guild !== null && (kind === 'forbidden' || kind === 'gone')) {
      const words = `The app is not in the guild ${guild}. Invite it there first, with the scope applications.commands.`;
      throw new AdapterError(words, { permanent: true, cause: error });
    }
    throw loginProblem(error, null, parts.translator);
  }
  return list.map(({ name }) => name);
}
