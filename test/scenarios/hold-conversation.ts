import * as z from 'zod/mini';
import type { Language } from '../../src/message/message.ts';
import type { Scenario } from './scenario.ts';

/** A conversation that speaks JSON lines, in this process or in one of its own. */
export type Chat = { send(line: object): void; lines: AsyncIterable<string>; close(): Promise<void> };

const output = z.looseObject({
  type: z.string(),
  text: z.optional(z.string()),
  question: z.optional(z.looseObject({ id: z.string(), choices: z.array(z.looseObject({ id: z.string() })) })),
});

const diagnosis = z.looseObject({
  server: z.nullable(z.string()),
  causes: z.array(
    z.looseObject({ id: z.string(), certainty: z.string(), for: z.array(z.string()), against: z.array(z.string()) }),
  ),
  remedy: z.nullable(
    z.looseObject({
      client: z.string(),
      host: z.nullable(z.string()),
      port: z.nullable(z.number()),
      encryption: z.nullable(z.string()),
      steps: z.array(z.string()),
    }),
  ),
});

export type Held = {
  diagnosis: z.infer<typeof diagnosis> | null;
  /** Questions that were put after the server was named, until the first diagnosis. */
  questions: string[];
  /** Everything the bot said. */
  said: string[];
  resolved: boolean;
};

/** Plays the person of a scenario: says the opening, answers what is asked, and is content with the first answer. */
export async function holdConversation(scenario: Scenario, language: Language, chat: Chat): Promise<Held> {
  const held: Held = { diagnosis: null, questions: [], said: [], resolved: false };
  chat.send({ text: scenario.opening[language] });
  for await (const line of chat.lines) {
    const parsed: unknown = JSON.parse(line);
    const event = output.parse(parsed);
    if (event.text !== undefined) held.said.push(event.text);
    if (event.type === 'diagnosis') held.diagnosis ??= diagnosis.parse(parsed);
    if (event.type === 'end') {
      held.resolved = z.looseObject({ resolved: z.boolean() }).parse(parsed).resolved;
      break;
    }
    if (event.type === 'handoff') break;
    if (!event.question) continue;
    const { id } = event.question;
    if (id !== 'server' && id !== 'worked') held.questions.push(id);
    chat.send({ answer: id, value: answerTo(id, scenario, language) });
  }
  await chat.close();
  return held;
}

function answerTo(question: string, scenario: Scenario, language: Language): string {
  if (question === 'worked') return 'yes';
  if (question === 'server') return scenario.host;
  const known = Object.entries(scenario.knows).find(([id]) => id === question)?.[1];
  if (known === undefined) return question === 'self-check' ? 'skip' : 'unknown';
  return typeof known === 'string' ? known : known[language];
}
