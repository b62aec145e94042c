import type { Names } from './message.ts';

/** A picture as plain data: what it shows, before it is drawn in a language. */

export type DialogSpec = {
  type: 'dialog';
  /** Id of a file in knowledge/data/dialogs. */
  dialog: string;
  /** Id of the mail program, whose names for the encryptions are shown. */
  client: string;
  values: DialogValues;
  /** The number that each step bears in the answer, by the step's id; null: the picture stands alone and counts for itself. */
  numbers: Record<string, number> | null;
};

/** The person's own values; null is shown as the place where theirs belongs. */
export type DialogValues = {
  host: string | null;
  port: number;
  /** The port that is set now, when the person told. */
  portNow: number | null;
  encryption: 'none' | 'starttls' | 'tls';
  user: string | null;
};

/** How a port fares on the person's line; `presumed`: blocked by all that is known, but not seen from their device. */
export type LineState = 'open' | 'blocked' | 'presumed' | 'unknown';

/** How a port fares at the server, as seen from where it could be seen. */
export type ServerState = 'open' | 'closed' | 'unknown';

export type Gate = { port: number; line: LineState; server: ServerState };

/** The way of a mail: device, line, internet, server. */
export type PathSpec = {
  type: 'path';
  host: string | null;
  /** Name of the person's internet provider, when it is known. */
  line: Names | null;
  /** In the order they are drawn. */
  gates: Gate[];
  /** The port to use. */
  advised: number | null;
};

export type PictureSpec = DialogSpec | PathSpec;
