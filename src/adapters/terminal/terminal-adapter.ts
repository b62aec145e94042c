import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { styleText } from 'node:util';
import type { Event } from '../../conversation/types.ts';
import { questionId } from '../../conversation/question-id.ts';
import type { Block, Document, DocumentQuestion, Spans } from '../../message/document.ts';
import type { Language, ProgressState } from '../../message/message.ts';
import { text } from '../../message/text.ts';
import type { Translator } from '../../message/translator.ts';
import type { Adapter, AdapterHealth, Delivered, Delivery, Inbox } from '../adapter.ts';
import { CAPABILITIES } from '../capabilities.ts';
import { ALWAYS_THERE } from './always-there.ts';
import { pasteTogether } from './paste-together.ts';
import { createPictureFolder } from './picture-folder.ts';
import { PROGRESS_MARKS } from './plain-document.ts';
import { printable } from './printable.ts';
import type { Talk } from './talk.ts';
import { writeLine } from './write-line.ts';

type Style = Parameters<typeof styleText>[0];

const STATE_STYLES: Record<ProgressState, Style> = { waiting: 'dim', good: 'green', bad: 'red', unclear: 'yellow' };

/** The conversation for a person at a terminal: colours only there, choices by number, progress line by line. */
export class TerminalAdapter implements Adapter {
  readonly name = 'terminal';
  readonly capabilities = CAPABILITIES.terminal;
  readonly #input: Readable;
  readonly #output: Writable;
  readonly #translator: Translator;
  readonly #colours: boolean;
  readonly #talk: Talk;
  readonly #pictures = createPictureFolder();
  readonly #ended = Promise.withResolvers<void>();
  #lines: Interface | null = null;
  #question: DocumentQuestion | null = null;
  /** Lines of messages that may still be edited, so that an edit prints what is new and nothing twice. */
  readonly #shown = new Map<string, Set<string>>();

  constructor(input: Readable, output: Writable, translator: Translator, colours: boolean, talk: Talk) {
    this.#input = input;
    this.#output = output;
    this.#translator = translator;
    this.#colours = colours;
    this.#talk = talk;
  }

  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  async start(inbox: Inbox): Promise<void> {
    this.#listen(inbox).then(this.#ended.resolve, this.#ended.reject);
  }

  async deliver({ showing, language }: Delivery): Promise<Delivered> {
    switch (showing.type) {
      case 'say':
        await this.#say(showing.message, showing.document, language);
        return { type: 'done', platformId: `terminal:${showing.message}` };
      case 'edit':
        await this.#print(showing.message, showing.document.blocks);
        break;
      case 'hand-off':
        await this.#handOff(showing.to, showing.reference, language);
        break;
      case 'end':
        this.#lines?.close();
        break;
      case 'diagnosis':
      case 'error':
    }
    return { type: 'done' };
  }

  async stop(): Promise<void> {
    this.#lines?.close();
  }

  async close(): Promise<void> {}

  health(): AdapterHealth {
    return ALWAYS_THERE;
  }

  async #say(id: string, document: Document, language: Language): Promise<void> {
    await this.#write('');
    await this.#print(id, document.blocks);
    for (const { path } of await this.#pictures.save(document)) {
      const line = text('picture:saved', { path: { code: path } });
      await this.#write(this.#style('cyan', this.#translator.plain(language, line)));
    }
    if (!document.question) return;
    this.#question = document.question;
    for (const [index, choice] of document.question.choices.entries()) {
      await this.#write(`  ${this.#style('cyan', String(index + 1))}  ${choice.label}`);
    }
    const hint = text(document.question.choices.length > 1 ? 'terminal:choose' : 'terminal:answer-here');
    await this.#write(this.#style('dim', `  ${this.#translator.plain(language, hint)}`));
    this.#lines?.prompt();
  }

  async #handOff(to: string | null, reference: string, language: Language): Promise<void> {
    if (to === null) return;
    const line = text('terminal:handed-off', { to: { code: to }, reference: { code: reference } });
    await this.#write(this.#translator.plain(language, line));
  }

  async #listen(inbox: Inbox): Promise<void> {
    const lines = createInterface({ input: this.#input, output: this.#output, prompt: '> ' });
    this.#lines = lines;
    lines.once('close', () => (this.#lines = null));
    // What is typed while the opening is taken is kept from here on.
    const coming = lines[Symbol.asyncIterator]();
    await inbox.receive(this.#talk.happening(this.#talk.opening));
    // Piped lines are messages of their own; at a terminal, nobody types the next one as fast as a paste comes.
    const isTyped = 'isTTY' in this.#input && this.#input.isTTY === true;
    for await (const words of isTyped ? pasteTogether(coming) : coming) {
      if (words.trim() !== '') await inbox.receive(this.#talk.happening(this.#eventOf(words.trim())));
    }
  }

  /** A number picks the choice in that place, unless the number is itself an answer (a port). */
  #eventOf(line: string): Event {
    const question = this.#question;
    const id = question && questionId(question.id);
    if (!question || !id) return { type: 'said', text: line };
    const exact = question.choices.find((choice) => choice.id === line || choice.label === line);
    const choice = exact ?? (/^[1-9]\d?$/.test(line) ? question.choices[Number(line) - 1] : undefined);
    return choice ? { type: 'answered', question: id, value: choice.id } : { type: 'said', text: line };
  }

  async #print(id: string, blocks: Block[]): Promise<void> {
    const before = this.#shown.get(id) ?? new Set<string>();
    const shown = new Set(before);
    this.#shown.set(id, shown);
    for (const [index, block] of blocks.entries()) {
      const lines = this.#blockLines(block).filter((line) => !before.has(line));
      if (
        lines.length > 0 &&
        shown.size > 0 &&
        index > 0 &&
        block.kind !== 'progress' &&
        blocks[index - 1]?.kind !== 'heading'
      ) {
        await this.#write('');
      }
      for (const line of lines) {
        shown.add(line);
        await this.#write(line);
      }
    }
  }

  #blockLines(block: Block): string[] {
    switch (block.kind) {
      case 'heading':
        return [this.#style('bold', `■ ${this.#words(block.spans)}`)];
      case 'paragraph':
        return [this.#words(block.spans)];
      case 'list':
        return block.items.map((item) => `  • ${this.#words(item)}`);
      case 'steps':
        return block.items.map((item, index) => `  ${this.#style('cyan', `${index + 1}.`)} ${this.#words(item)}`);
      case 'progress':
        return block.items
          .filter((item) => item.state !== 'waiting')
          .map(
            (item) =>
              `  ${this.#style(STATE_STYLES[item.state], PROGRESS_MARKS[item.state])} ${this.#words(item.spans)}`,
          );
      case 'code':
        return [this.#words(block.label), this.#style('yellow', printable(block.value))];
      case 'picture':
        return [];
    }
  }

  #words(spans: Spans): string {
    return spans
      .map((span) => (span.kind === 'code' ? this.#style('bold', printable(span.value)) : printable(span.value)))
      .join('');
  }

  #style(style: Style, words: string): string {
    return this.#colours ? styleText(style, words, { validateStream: false }) : words;
  }

  #write(line: string): Promise<void> {
    return writeLine(this.#output, line);
  }
}
