import type { ActionsBlock, ContextBlock, HeaderBlock, ImageBlock, RichTextBlock } from '@slack/types';
import { plainText, type Block, type Document, type Spans } from '../../message/document.ts';
import { controlsOf, type ControlsFor } from './controls.ts';
import { fallbackText, harmless } from './harmless.ts';
import { MOST_ALT_TEXT, MOST_BLOCKS, MOST_CONTEXT_TEXT, MOST_HEADER, POST_COLUMNS } from './limits.ts';
import type { FilesOf } from './picture-files.ts';
import { richTextBlocks } from './rich-text.ts';
import { columns, cut } from './width.ts';

export type PostBlock = ActionsBlock | ContextBlock | HeaderBlock | ImageBlock | RichTextBlock;

/** One message as Slack takes it; `text` is what notifications and screen readers get. */
export type Post = { text: string; blocks: PostBlock[] };

/**
 * `above` and `below`: a small line before and after the document, in words of ours; `files`: what its pictures became,
 * without which they are left out.
 */
export type RenderOptions = ControlsFor & { above?: Spans; below?: Spans; files?: FilesOf };

type Sized = { block: PostBlock; width: number; words: string };

/** A document as one or more posts, each within all of Slack's limits; the buttons are on the last one. */
export function render(document: Document, options: RenderOptions): Post[] {
  const sized = document.blocks.flatMap((block) => sizedBlocks(block, options.files));
  if (options.above) sized.unshift(small(options.above));
  if (options.below) sized.push(small(options.below));
  const controls = controlsOf(document, options);
  if (controls) sized.push({ block: controls, width: columns(JSON.stringify(controls)), words: '' });
  return packed(sized);
}

function packed(sized: Sized[]): Post[] {
  const posts: { blocks: PostBlock[]; width: number; words: string[] }[] = [];
  for (const { block, width, words } of sized) {
    let post = posts.at(-1);
    if (!post || post.blocks.length >= MOST_BLOCKS || post.width + width > POST_COLUMNS) {
      post = { blocks: [], width: 0, words: [] };
      posts.push(post);
    }
    post.blocks.push(block);
    post.width += width;
    if (words !== '') post.words.push(words);
  }
  return posts.map(({ blocks, words }) => ({ blocks, text: fallbackText(words.join('\n')) }));
}

function sizedBlocks(block: Block, files: FilesOf | undefined): Sized[] {
  if (block.kind === 'picture') {
    const id = files?.get(block);
    if (id === undefined) return [];
    const alt = cut(harmless(block.alt), MOST_ALT_TEXT);
    const image: ImageBlock = { type: 'image', slack_file: { id }, alt_text: alt };
    return [{ block: image, width: columns(alt), words: '' }];
  }
  if (block.kind === 'heading') {
    const words = harmless(plainText(block.spans));
    if (words.trim() !== '' && words.length <= MOST_HEADER) {
      const header: HeaderBlock = { type: 'header', text: { type: 'plain_text', text: words, emoji: false } };
      return [{ block: header, width: columns(words), words }];
    }
  }
  const [first, ...rest] = richTextBlocks(block);
  if (!first) return [];
  return [{ ...first, words: wordsOf(block) }, ...rest.map((more) => ({ ...more, words: '' }))];
}

function small(spans: Spans): Sized {
  const words = plainText(spans);
  const person = spans.find((span) => span.kind === 'person');
  if (person) {
    // A context block cannot mention anybody without markup; rich text can.
    const [made] = richTextBlocks({ kind: 'paragraph', spans });
    if (made) return { ...made, words: '' };
  }
  const context: ContextBlock = {
    type: 'context',
    elements: [{ type: 'plain_text', text: cut(harmless(words), MOST_CONTEXT_TEXT), emoji: false }],
  };
  return { block: context, width: columns(words), words };
}

function wordsOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return plainText(block.spans);
    case 'list':
      return block.items.map(plainText).join('\n');
    case 'steps':
      return block.items.map((item, index) => `${index + 1}. ${plainText(item)}`).join('\n');
    case 'progress':
      return block.items.map(({ spans }) => plainText(spans)).join('\n');
    case 'code':
      return `${plainText(block.label)}\n${block.value}`;
    case 'picture':
      return '';
  }
}
