import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { inNamespace } from './namespace.ts';
import type { Netlab } from './netlab.ts';

/** What these tests read of the lines of `chat --jsonl`; a line of another type passes by. */
const line = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    id: z.string(),
    text: z.string(),
    question: z.optional(
      z.object({ id: z.string(), choices: z.array(z.object({ id: z.string(), label: z.string() })) }),
    ),
  }),
  z.object({
    type: z.literal('diagnosis'),
    server: z.nullable(z.string()),
    causes: z.array(z.object({ id: z.string(), certainty: z.enum(['confirmed', 'likely', 'possible']) })),
    remedy: z.nullish(
      z.object({
        host: z.nullable(z.string()),
        port: z.nullable(z.number()),
        encryption: z.nullable(z.string()),
        steps: z.array(z.string()),
      }),
    ),
  }),
  z.object({ type: z.literal('end'), resolved: z.boolean() }),
  z.object({ type: z.literal('edit'), id: z.string(), text: z.string() }),
  z.object({ type: z.literal('error'), code: z.string(), text: z.string() }),
  z.object({ type: z.enum(['image', 'handoff']) }),
]);
export type ChatLine = z.infer<typeof line>;
export type ChatDiagnosis = Extract<ChatLine, { type: 'diagnosis' }>;
export type ChatMessage = Extract<ChatLine, { type: 'message' }>;

export type Person = {
  language: 'ja' | 'en';
  /** The first thing they write. */
  opening: string;
  /** Their answer to a question, by its id; they do not know what is not here. May look at the message that asks. */
  answers: Record<string, string | ((message: ChatMessage) => Promise<string>)>;
};

export type Talk = { lines: ChatLine[]; exitCode: number | null; stderr: string };

const MAIN = fileURLToPath(new URL('../../src/op25b.js', import.meta.url));
/** No person of these tests has that much patience. */
const QUESTION_LIMIT = 15;

/** Holds a whole conversation with `chat --jsonl`, run in the bot's namespace, and gives all that the bot wrote. */
export async function chat(lab: Netlab, dataFolder: string, person: Person): Promise<Talk> {
  const args = [MAIN, 'chat', '--jsonl', '--lang', person.language];
  const env = { ...lab.env, OP25B_DATA_DIR: dataFolder };
  const bot = inNamespace(lab.places.bot, process.execPath, args, { env, stdio: 'pipe' });
  const { stdin, stdout, stderr } = bot;
  if (stdin === null || stdout === null || stderr === null) throw new Error('the bot is started with pipes');
  const talk: Talk = { lines: [], exitCode: null, stderr: '' };
  stderr.setEncoding('utf8').on('data', (text: string) => (talk.stderr += text));
  const say = (object: Record<string, string>): boolean => stdin.write(`${JSON.stringify(object)}\n`);
  const closed = once(bot, 'close');

  say({ text: person.opening });
  let asked = 0;
  for await (const text of createInterface({ input: stdout })) {
    const said = line.parse(JSON.parse(text));
    talk.lines.push(said);
    if (said.type === 'end') stdin.end();
    if (said.type !== 'message' || said.question === undefined) continue;
    asked += 1;
    if (asked > QUESTION_LIMIT) break;
    const answer = person.answers[said.question.id] ?? 'unknown';
    say({ answer: said.question.id, value: typeof answer === 'string' ? answer : await answer(said) });
  }
  stdin.end();
  [talk.exitCode] = await closed;
  return talk;
}

/** The conclusion that stood in the end. */
export function lastDiagnosis(talk: Talk): ChatDiagnosis | undefined {
  return talk.lines.findLast((said) => said.type === 'diagnosis');
}
