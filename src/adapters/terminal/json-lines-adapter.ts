import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import * as z from 'zod/mini';
import { questionId } from '../../conversation/question-id.ts';
import type { Event, Finding } from '../../conversation/types.ts';
import type { Document } from '../../message/document.ts';
import type { Language } from '../../message/message.ts';
import { reasonText, remedyParams, remedySteps } from '../../message/remedy-text.ts';
import { text } from '../../message/text.ts';
import type { Translator } from '../../message/translator.ts';
import type { Adapter, DiagnosisReport } from '../adapter.ts';
import { plainLines } from './plain-document.ts';
import { writeLine } from './write-line.ts';

const inputLine = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ answer: z.string(), value: z.union([z.string(), z.number()]) }),
  z.strictObject({ command: z.literal(['restart', 'end', 'lang:ja', 'lang:en']) }),
]);

/** A longer line is no message of a person; it is refused before it is parsed. */
const LONGEST_LINE = 1_000_000;

/** The conversation as JSON lines on two streams: `op25b chat --jsonl`. It never speaks first. */
export class JsonLinesAdapter implements Adapter {
  readonly name = 'json-lines';
  readonly capabilities = { edit: true, choices: true, pictures: true, data: true };
  readonly #input: Readable;
  readonly #output: Writable;
  readonly #translator: Translator;

  constructor(input: Readable, output: Writable, translator: Translator) {
    this.#input = input;
    this.#output = output;
    this.#translator = translator;
  }

  say(id: string, document: Document): Promise<void> {
    const { question } = document;
    return this.#write({ type: 'message', id, text: plainLines(document).join('\n'), ...(question && { question }) });
  }

  edit(id: string, document: Document): Promise<void> {
    return this.#write({ type: 'edit', id, text: plainLines(document).join('\n') });
  }

  diagnosis({ server, diagnosis, remedy, report }: DiagnosisReport, language: Language): Promise<void> {
    const words = (reason: { feature: string; value: string }) => this.#translator.plain(language, reasonText(reason));
    return this.#write({
      type: 'diagnosis',
      server,
      causes: diagnosis.causes.map((cause) => ({
        id: cause.id,
        certainty: cause.certainty,
        for: cause.for.map(words),
        against: cause.against.map(words),
      })),
      probe: report,
      remedy: remedy && {
        id: remedy.id,
        client: remedy.client,
        host: remedy.route?.host ?? null,
        port: remedy.route?.port ?? null,
        encryption: remedy.route?.encryption ?? null,
        auth: remedy.route !== null,
        steps: remedySteps(remedy, remedyParams(remedy, report, null)).map((step) =>
          this.#translator.plain(language, step),
        ),
      },
    });
  }

  handOff(to: string | null, reference: string, language: Language): Promise<void> {
    const nobody = () => this.#translator.plain(language, text('conversation:hand-off.no-contact'));
    return this.#write({ type: 'handoff', to: to ?? nobody(), reference });
  }

  error(failure: Finding, words: string): Promise<void> {
    return this.#write({ type: 'error', code: failure.code, text: words });
  }

  end(resolved: boolean): Promise<void> {
    return this.#write({ type: 'end', resolved });
  }

  async run(receive: (event: Event) => Promise<void>): Promise<void> {
    for await (const line of createInterface({ input: this.#input, crlfDelay: Infinity })) {
      if (line.trim() === '') continue;
      const event = this.#eventOf(line);
      if (event) await receive(event);
      else await this.#refuse(line);
    }
  }

  #eventOf(line: string): Event | null {
    const parsed = inputLine.safeParse(line.length <= LONGEST_LINE ? jsonOf(line) : null);
    if (!parsed.success) return null;
    const { data } = parsed;
    if ('text' in data) return { type: 'said', text: data.text };
    if ('command' in data) return commandEvent(data.command);
    const question = questionId(data.answer);
    return question && { type: 'answered', question, value: String(data.value) };
  }

  #refuse(line: string): Promise<void> {
    const detail = { code: line.slice(0, 80) };
    const words = this.#translator.plain('en', { key: 'error:input-malformed', params: { detail } });
    return this.#write({ type: 'error', code: 'input-malformed', text: words });
  }

  #write(line: object): Promise<void> {
    return writeLine(this.#output, JSON.stringify(line));
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function commandEvent(command: 'restart' | 'end' | 'lang:ja' | 'lang:en'): Event {
  switch (command) {
    case 'lang:ja':
      return { type: 'language-chosen', language: 'ja' };
    case 'lang:en':
      return { type: 'language-chosen', language: 'en' };
    default:
      return { type: 'commanded', command };
  }
}
