import * as z from 'zod/mini';

/**
 * What a dialog of a mail program shows, top to bottom, for the drawing of it. Words are the program's own labels; in them
 * `{{host}}`, `{{port}}`, `{{encryption}}` and `{{user}}` stand for the person's values,
 * and `{{portNow}}` for the port that is set now,
 * `{{usualPort}}` for the one that goes with the encryption.
 */

const id = z.string().check(z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens'));

/** One string where both languages say the same. */
const words = z.union([z.string(), z.strictObject({ ja: z.string(), en: z.string() })]);

/**
 * A red frame. `steps`: ids of the client's steps that are done at this control; `order`: its place in the order of clicks
 * through all dialogs of the client, from 1, for pictures that stand alone.
 */
const mark = z.strictObject({ steps: z.array(id), order: z.int().check(z.positive()) });

/**
 * `encrypted`: on unless the encryption is none; `tls`: on for encryption from the first byte only; `as-is`: left as it
 * stands, whichever way.
 */
const state = z.union([z.boolean(), z.literal(['encrypted', 'tls', 'as-is'])]);

const field = z.strictObject({
  kind: z.literal('field'),
  label: words,
  value: words,
  control: z.literal(['input', 'menu', 'secret', 'fixed']),
  /** Small print right of the control. */
  beside: z.optional(words),
  mark: z.optional(mark),
});

const tick = z.strictObject({
  kind: z.literal('tick'),
  shape: z.literal(['box', 'dot']),
  label: words,
  on: state,
  /** Belongs to the one above. */
  indent: z.optional(z.boolean()),
  mark: z.optional(mark),
});

const buttons = z.strictObject({
  kind: z.literal('buttons'),
  side: z.literal(['left', 'right']),
  items: z.array(z.strictObject({ label: words, mark: z.optional(mark) })),
});

const tabs = z.strictObject({
  kind: z.literal('tabs'),
  items: z.array(
    z.strictObject({
      label: words,
      open: z.boolean(),
      mark: z.optional(mark),
      /** Ids of the clients that have it, where not all do. */
      only: z.optional(z.array(id)),
    }),
  ),
});

const list = z.strictObject({
  kind: z.literal('list'),
  items: z.array(z.strictObject({ label: words, chosen: z.boolean(), mark: z.optional(mark) })),
});

const line = z.strictObject({
  kind: z.literal('text'),
  words,
  tone: z.literal(['plain', 'strong', 'faint', 'warning']),
});

/** A row of a phone's settings; `arrow`: leads to a further screen; `on`: has a switch. */
const cell = z.strictObject({
  kind: z.literal('cell'),
  label: words,
  value: z.optional(words),
  arrow: z.optional(z.boolean()),
  on: z.optional(state),
  mark: z.optional(mark),
});

const row = z.discriminatedUnion('kind', [field, tick, buttons, tabs, list, line, cell]);
const group = z.strictObject({ kind: z.literal('group'), title: words, rows: z.array(row) });
const part = z.union([row, group]);
/** `share`: hundredths of the width that the left column takes. */
const columns = z.strictObject({
  kind: z.literal('columns'),
  share: z.int().check(z.minimum(20), z.maximum(80)),
  left: z.array(part),
  right: z.array(part),
});

const screen = z.strictObject({
  style: z.literal(['window', 'phone']),
  title: words,
  /** The phone's word at the top right. */
  action: z.optional(z.strictObject({ label: words, mark: z.optional(mark) })),
  content: z.array(z.union([row, group, columns])),
});

export const dialog = z.strictObject({
  id,
  /** Ids of the clients that have it. */
  clients: z.array(id),
  /** Place among the dialogs of a client, in the order they are met. */
  place: z.int(),
  /** `steps`: frames bear the numbers of the steps in the answer; `own`: this screen replaces them, so it counts for itself. */
  numbers: z.literal(['steps', 'own']),
  screens: z.array(screen),
});

export type Dialog = z.infer<typeof dialog>;
export type DialogScreen = Dialog['screens'][number];
export type DialogPart = DialogScreen['content'][number];
export type DialogRow = z.infer<typeof row>;
export type DialogMark = z.infer<typeof mark>;
export type DialogWords = z.infer<typeof words>;
export type DialogState = z.infer<typeof state>;
