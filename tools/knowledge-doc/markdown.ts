/** What Markdown of GitHub is made of. Cells and headings take Markdown: `escape` makes it of a plain text. */

/** Characters that would begin a mark; an underscore inside of a word does not. */
const MARKS = /[\\`*<|[\]~]|(?<!\w)_|_(?!\w)/g;

export function escape(plain: string): string {
  return plain.replace(MARKS, '\\$&').replaceAll('\n', '<br>');
}

/** A piece to be read as it stands, for a cell: GitHub wants a bar escaped even in code. */
export function code(plain: string): string {
  const fence = plain.includes('`') ? '``' : '`';
  return `${fence}${plain.replaceAll('|', '\\|')}${fence}`;
}

/** The anchor that GitHub gives a heading. */
export function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** A link to a heading of a page in the same folder. */
export function linkTo(words: string, file: string, target: string): string {
  return `[${words}](${file}#${anchor(target)})`;
}

export function heading(level: 1 | 2 | 3, words: string): string {
  return `${'#'.repeat(level)} ${words}`;
}

/** @param rows cells of each row, as many as there are in `head` */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return lines.join('\n');
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Blocks with a blank line between them; empty ones are left out. */
export function page(blocks: readonly string[]): string {
  return blocks.filter((block) => block !== '').join('\n\n');
}
