import type { RichTextBlock, RichTextElement } from '@slack/types';
import type { Block, Span, Spans } from '../../message/document.ts';
import type { ProgressState } from '../../message/message.ts';
import { harmless } from './harmless.ts';
import { MOST_PIECE } from './limits.ts';
import { columns, pieces } from './width.ts';

/**
 * A document's block as rich text. Slack reads no markup in it, so whatever a server or a person wrote shows as it is;
 * nothing in it needs escaping.
 */

type Part = RichTextBlock['elements'][number];
type Sized = { part: Part; width: number };

const STATE_EMOJI: Record<ProgressState, string> = {
  waiting: 'hourglass_flowing_sand',
  good: 'white_check_mark',
  bad: 'x',
  unclear: 'grey_question',
};

const USER_ID = /^[UW][A-Z0-9]+$/;

/** One block of a document as Slack's blocks, each of at most MOST_PIECE columns. */
export function richTextBlocks(block: Block): { block: RichTextBlock; width: number }[] {
  const blocks: { block: RichTextBlock; width: number }[] = [];
  for (const { part, width } of partsOf(block)) {
    const last = blocks.at(-1);
    if (last && last.width + width <= MOST_PIECE) {
      append(last.block, part);
      last.width += width;
    } else blocks.push({ block: { type: 'rich_text', elements: [part] }, width });
  }
  return blocks;
}

function partsOf(block: Block): Sized[] {
  switch (block.kind) {
    case 'heading':
      return sections(elements(block.spans, true));
    case 'paragraph':
      return sections(elements(block.spans));
    case 'list':
      return block.items.flatMap((item) => listItem(item, 'bullet', 0));
    case 'steps':
      return block.items.flatMap((item, index) => listItem(item, 'ordered', index));
    case 'progress':
      return block.items.flatMap(({ state, spans }, index): Sized[] => {
        const before: RichTextElement[] = index === 0 ? [] : [{ type: 'text', text: '\n' }];
        const mark: RichTextElement[] = [
          { type: 'emoji', name: STATE_EMOJI[state] },
          { type: 'text', text: ' ' },
        ];
        return sections([...before, ...mark, ...elements(spans)]);
      });
    case 'code':
      return [...sections(elements(block.label)), ...preformatted(block.value)];
    case 'picture':
      return [];
  }
}

function listItem(spans: Spans, style: 'bullet' | 'ordered', index: number): Sized[] {
  const [first, ...rest] = sections(elements(spans));
  if (!first || first.part.type !== 'rich_text_section') return [];
  const list: Part = { type: 'rich_text_list', style, elements: [first.part], ...(index > 0 && { offset: index }) };
  return [{ part: list, width: first.width }, ...rest];
}

function preformatted(value: string): Sized[] {
  return pieces(harmless(value), MOST_PIECE).map((text) => ({
    part: { type: 'rich_text_preformatted', elements: [{ type: 'text', text }] },
    width: columns(text),
  }));
}

/** Elements in sections of at most MOST_PIECE columns. */
function sections(given: RichTextElement[]): Sized[] {
  const found: { elements: RichTextElement[]; width: number }[] = [];
  for (const element of given) {
    const width = elementColumns(element);
    const last = found.at(-1);
    if (last && last.width + width <= MOST_PIECE) {
      last.elements.push(element);
      last.width += width;
    } else found.push({ elements: [element], width });
  }
  return found.map(({ elements: within, width }) => ({ part: { type: 'rich_text_section', elements: within }, width }));
}

function elements(spans: Spans, bold = false): RichTextElement[] {
  return joined(spans).flatMap((span) => spanElements(span, bold));
}

/** A sentence with a word put in is one text again. */
function joined(spans: Spans): Spans {
  const found: Spans = [];
  for (const span of spans) {
    const last = found.at(-1);
    if (last?.kind === 'plain' && span.kind === 'plain')
      found.splice(-1, 1, { ...last, value: last.value + span.value });
    else found.push(span);
  }
  return found;
}

function spanElements(span: Span, bold: boolean): RichTextElement[] {
  const value = harmless(span.value);
  if (span.kind === 'person' && USER_ID.test(value)) return [{ type: 'user', user_id: value }];
  if (span.kind === 'link' && isWebLink(value)) return [{ type: 'link', url: value }];
  const code = span.kind === 'code';
  const style = code || bold ? { style: { ...(code && { code }), ...(bold && { bold }) } } : {};
  const words = code ? value.replaceAll('\n', ' ') : value;
  return pieces(words, MOST_PIECE).map((text) => ({ type: 'text', text, ...style }));
}

/** Slack refuses a link above 3,000 characters. */
function isWebLink(value: string): boolean {
  const protocol = URL.parse(value)?.protocol;
  return (protocol === 'https:' || protocol === 'http:') && value.length <= MOST_PIECE;
}

function elementColumns(element: RichTextElement): number {
  if (element.type === 'text') return columns(element.text);
  if (element.type === 'link') return columns(element.url);
  if (element.type === 'user') return element.user_id.length;
  return element.type === 'emoji' ? element.name.length : 0;
}

/** Parts of one kind grow together: a list of many items, lines of progress. */
function append(block: RichTextBlock, part: Part): void {
  const last = block.elements.at(-1);
  if (last?.type === 'rich_text_list' && part.type === 'rich_text_list' && last.style === part.style) {
    last.elements.push(...part.elements);
  } else if (last?.type === 'rich_text_section' && part.type === 'rich_text_section') {
    last.elements.push(...part.elements);
  } else block.elements.push(part);
}
