import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import * as z from 'zod/mini';
import { questionId } from '../../conversation/question-id.ts';
import type { Event } from '../../conversation/types.ts';
import type { Language } from '../../message/message.ts';
import { reasonText, remedyParams, remedySteps } from '../../message/remedy-text.ts';
import { text } from '../../message/text.ts';
import type { Translator } from '../../message/translator.ts';
import type { Adapter, AdapterHealth, Delivered, Delivery, Inbox, Showing } from '../adapter.ts';
import { CAPABILITIES } from '../capabilities.ts';
import { ALWAYS_THERE } from './always-there.ts';
import { createPictureFolder } from './picture-folder.ts';
import { plainLines } from './plain-document.ts';
import type { Talk } from './talk.ts';
import { writeLine } from './write-line.ts';

const inputLine = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ answer: z.string(), value: z.union([z.string(), z.number()]) }),
  z.strictObject({ command: z.literal(['restart', 'end', 'lang:ja', 'lang:en']) }),
]);

type DiagnosisShowing = Extract<Showing, { type: 'diagnosis' }>;

/** A longer line is no message of a person; it is refused before it is parsed. */
const LONGEST_LINE = 1_000_000;

/** The conversation as JSON lines on two streams: `op25b chat --jsonl`. It never speaks first. */
export class JsonLinesAdapter implements Adapter {
  readonly name = 'json-lines';
  readonly capabilities = CAPABILITIES['json-lines'];
  readonly #input: Readable;
  readonly #output: Writable;
  readonly #translator: Translator;
  readonly #talk: Talk;
  readonly #pictures = createPictureFolder();
  readonly #ended = Promise.withResolvers<void>();

  constructor(input: Readable, output: Writable, translator: Translator, talk: Talk) {
    this.#input = input;
    this.#output = output;
    this.#translator = translator;
    this.#talk = talk;
  }

  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  async start(inbox: Inbox): Promise<void> {
    this.#listen(inbox).then(this.#ended.resolve, this.#ended.reject);
  }

  async deliver({ showing, language }: Delivery): Promise<Delivered> {
    await this.#write(this.#lineOf(showing, language));
    if (showing.type === 'say') {
      for (const { alt, path } of await this.#pictures.save(showing.document)) {
        await this.#write({ type: 'image', alt, path });
      }
    }
    return 'message' in showing ? { type: 'done', platformId: `json-lines:${showing.message}` } : { type: 'done' };
  }

  async stop(): Promise<void> {
    this.#input.destroy();
  }

  async close(): Promise<void> {}

  health(): AdapterHealth {
    return ALWAYS_THERE;
  }

  async #listen(inbox: Inbox): Promise<void> {
    for await (const line of createInterface({ input: this.#input, crlfDelay: Infinity })) {
      if (line.trim() === '') continue;
      const event = this.#eventOf(line);
      if (event) await inbox.receive(this.#talk.happening(event));
      else await this.#refuse(line);
    }
  }

  #lineOf(showing: Showing, language: Language): object {
    switch (showing.type) {
      case 'say': {
        const { question } = showing.document;
        const words = plainLines(showing.document).join('\n');
        return { type: 'message', id: showing.message, text: words, ...(question && { question }) };
      }
      case 'edit':
        return { type: 'edit', id: showing.message, text: plainLines(showing.document).join('\n') };
      case 'diagnosis':
        return this.#diagnosis(showing, language);
      case 'hand-off': {
        const nobody = () => this.#translator.plain(language, text('conversation:hand-off.no-contact'));
        return { type: 'handoff', to: showing.to ?? nobody(), reference: showing.reference };
      }
      case 'error':
        return { type: 'error', code: showing.code, text: showing.words };
      case 'end':
        return { type: 'end', resolved: showing.resolved };
    }
  }

  #diagnosis({ server, diagnosis, remedy, report }: DiagnosisShowing, language: Language): object {
    const words = (reason: { feature: string; value: string }) => this.#translator.plain(language, reasonText(reason));
    return {
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
    };
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
