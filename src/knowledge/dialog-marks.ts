import type { Dialog, DialogMark, DialogPart, DialogRow, DialogWords } from './dialog-schema.ts';

/** A control with a red frame. `value`: what stands in it, or how it is switched; null for what is only pressed. */
export type MarkedControl = { mark: DialogMark; label: DialogWords; value: DialogWords | { on: DialogState } | null };
type DialogState = Extract<DialogRow, { kind: 'tick' }>['on'];

/** Every control of a dialog that has a frame in this client, from top to bottom. */
export function markedControls(dialog: Dialog, client: string): MarkedControl[] {
  return dialog.screens.flatMap(({ action, content }) => [
    ...(action ? control(action, null) : []),
    ...content.flatMap((part) => ofPart(part, client)),
  ]);
}

function ofPart(part: DialogPart, client: string): MarkedControl[] {
  if (part.kind === 'columns') return [...part.left, ...part.right].flatMap((inner) => ofPart(inner, client));
  return part.kind === 'group' ? part.rows.flatMap((row) => ofRow(row, client)) : ofRow(part, client);
}

function ofRow(row: DialogRow, client: string): MarkedControl[] {
  switch (row.kind) {
    case 'field':
      return control(row, row.value === '' ? null : row.value);
    case 'tick':
      return control(row, { on: row.on });
    case 'cell':
      return control(row, row.on === undefined ? (row.value ?? null) : { on: row.on });
    case 'tabs':
      return row.items.filter((item) => hasTab(item, client)).flatMap((item) => control(item, null));
    case 'buttons':
    case 'list':
      return row.items.flatMap((item) => control(item, null));
    case 'text':
      return [];
  }
}

function control(
  { label, mark }: { label: DialogWords; mark?: DialogMark | undefined },
  value: MarkedControl['value'],
): MarkedControl[] {
  return mark ? [{ mark, label, value }] : [];
}

/** Some versions of a program have more tabs than others. */
export function hasTab(item: { only?: string[] | undefined }, client: string): boolean {
  return item.only === undefined || item.only.includes(client);
}
