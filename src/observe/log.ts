/**
 * What a log line may hold at info and above: codes, ids and numbers. There is no field for words, addresses, hosts or
 * persons, so that a log can be kept and passed on.
 */
export type LogFields = {
  /** The conversation's id, which is the case's reference. */
  case?: string;
  platform?: string;
  /** `slack:T1` */
  workspace?: string;
  event?: string;
  effect?: string;
  /** The effect's number in its conversation. */
  sequence?: number;
  attempt?: number;
  /** How it came out, a word: `done`, `later`, `repeat`. */
  result?: string;
  /** What was being done: `wake`, `connect-slack`. */
  task?: string;
  code?: string | number;
  cause?: string;
  remedy?: string;
  question?: string;
  limit?: string;
  state?: string;
  signal?: string;
  version?: string;
  shard?: number;
  port?: number;
  count?: number;
  /** A duration in milliseconds. */
  ms?: number;
  /** An administrative act; see `audit`. */
  act?: string;
  /** A mark that stands for a person: `auditMark`. */
  who?: string;
  /** States before and after. */
  from?: string;
  to?: string;
  /** Shown by its type, code and place; its words only when they are ours, as they may quote a person. */
  error?: unknown;
};

/** The line's stable name, in kebab case: `adapter-connected`. Not a sentence, so that nothing can be woven into it. */
export type LogName = `${Lowercase<string>}-${Lowercase<string>}`;

export type Log = {
  /** `detail` is written as it is, with personal texts: whoever sets LOG_LEVEL to debug wants to see them. */
  debug(fields: LogFields & { detail?: unknown }, name: LogName): void;
  info(fields: LogFields, name: LogName): void;
  warn(fields: LogFields, name: LogName): void;
  error(fields: LogFields, name: LogName): void;
  /** A log that has these fields in every line. */
  child(fields: LogFields): Log;
};
