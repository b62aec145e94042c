import { writeLine } from '../adapters/terminal/write-line.ts';
import { checkDesk } from '../desk/checked-desk.ts';
import { deskText } from '../desk/desk-file.ts';

/**
 * Says everything that is wrong with a desk file, a line each, as `file:line: entry remedy`.
 *
 * @returns exit code: 0 the bot can work with it, 2 it cannot
 * @throws ConfigError when there is no such file
 */
export async function deskCheck(file: string, io: NodeJS.Process): Promise<number> {
  const { desk, problems } = checkDesk(deskText(file));
  for (const { line, entry, remedy } of problems) {
    io.stderr.write(`${file}:${line}: ${[entry || 'the file', remedy].join(' ')}\n`);
  }
  if (!desk) return 2;
  const { servers, lines, notices, wording, causes, clients } = desk.knowledge;
  const counts = Object.entries({ servers, lines, notices, wording: Object.keys(wording), causes, clients })
    .filter(([, rows]) => rows.length > 0)
    .map(([name, rows]) => `${name} ${rows.length}`);
  await writeLine(io.stdout, `${file}: good${counts.length > 0 ? ` (${counts.join(', ')})` : ''}`);
  return 0;
}
