import {
  ComponentType,
  type APIComponentInContainer,
  type APIMediaGalleryComponent,
  type APIMessageTopLevelComponent,
} from 'discord.js';
import type { Document } from '../../message/document.ts';
import { MOST_COMPONENTS, MOST_TEXT } from './limits.ts';
import { blockPieces } from './markdown.ts';
import { gallery, NO_PICTURES, type Pictures } from './picture-files.ts';
import { actionRow, questionRows, type Row } from './question-rows.ts';
import type { Translator } from '../../message/translator.ts';
import type { Language } from '../../message/message.ts';

/** Discord's blurple: the answer with its steps stands out from the questions. */
const ACCENT = 0x5865f2;

type Part =
  | { kind: 'text'; content: string }
  | { kind: 'gallery'; gallery: APIMediaGalleryComponent }
  | { kind: 'row'; row: Row; size: number };

/**
 * A document as messages of components (Components V2): one, or as many as its limits need. Buttons come last.
 *
 * @param conversation the case that its buttons belong to
 * @param pictures the files that are sent along; without its file a picture is left out
 */
export function render(
  document: Document,
  parts: { conversation: string; language: Language; translator: Translator },
  pictures: Pictures = NO_PICTURES,
): APIMessageTopLevelComponent[][] {
  const rows = document.question ? questionRows(document.question, parts) : [];
  if (document.actions && document.actions.length > 0) rows.push(actionRow(document.actions, parts.conversation));
  const whole: Part[] = [
    ...contents(document, pictures),
    ...rows.map((row): Part => ({ kind: 'row', row, size: 1 + row.components.length })),
  ];
  const isAnswer = document.blocks.some((block) => block.kind === 'steps');
  return packed(whole).map((message) => {
    const components = message.map(componentOf);
    return isAnswer ? [{ type: ComponentType.Container, accent_color: ACCENT, components }] : components;
  });
}

/** One text a section: a heading begins a new one. Longer sections go on in a further text, and after a picture. */
function contents(document: Document, pictures: Pictures): Part[] {
  const result: Part[] = [];
  let current = '';
  const flush = () => {
    if (current.trim() !== '') result.push({ kind: 'text', content: current.trimEnd() });
    current = '';
  };
  for (const block of document.blocks) {
    if (block.kind === 'heading' || block.kind === 'picture') flush();
    const file = block.kind === 'picture' ? pictures.get(block) : undefined;
    if (block.kind === 'picture' && file) result.push({ kind: 'gallery', gallery: gallery(block, file) });
    for (const piece of blockPieces(block)) {
      if (current.length + piece.length > MOST_TEXT) flush();
      current += piece;
    }
  }
  flush();
  return result;
}

/** The container takes one component of the message. */
const ROOM = MOST_COMPONENTS - 1;

function packed(parts: Part[]): Part[][] {
  const messages: Part[][] = [];
  let current: Part[] = [];
  let room = ROOM;
  let characters = MOST_TEXT;
  for (const part of parts) {
    const size = part.kind === 'row' ? part.size : 1;
    const length = part.kind === 'text' ? part.content.length : 0;
    if (current.length > 0 && (size > room || length > characters)) {
      messages.push(current);
      current = [];
      room = ROOM;
      characters = MOST_TEXT;
    }
    current.push(part);
    room -= size;
    characters -= length;
  }
  if (current.length > 0) messages.push(current);
  return messages;
}

function componentOf(part: Part): APIComponentInContainer {
  if (part.kind === 'row') return part.row;
  return part.kind === 'gallery' ? part.gallery : { type: ComponentType.TextDisplay, content: part.content };
}
