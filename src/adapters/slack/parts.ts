import type { Translator } from '../../message/translator.ts';
import type { DeskRights } from '../desk-rights.ts';

/** How Slack is reached: Socket Mode with `appToken`, else HTTP; one workspace with `botToken`, else many by OAuth. */
export type SlackSettings = {
  botToken: string | null;
  appToken: string | null;
  signingSecret: string | null;
  clientId: string | null;
  clientSecret: string | null;
  stateSecret: string | null;
  /** Null: Slack's own. */
  apiUrl: string | null;
  /**
   * Where Slack's requests and installations come in. Null: nothing listens, the host hands them to `listener`.
   */
  http: { host: string; port: number } | null;
  /** `C0123`, or `T0123/C0123` where the app is in many workspaces; null: nobody is at the desk. */
  deskChannel: string | null;
  /** Socket Mode in a thread of its own, so that commands are acknowledged however busy this one is. It takes 0.3 s to start. */
  ownThread?: boolean;
};

/** Keeps short secrets by key; the host encrypts them. `load` resolves with null for a key that is not there. */
export type SecretStore = {
  save(key: string, json: string): Promise<void>;
  load(key: string): Promise<string | null>;
  delete(key: string): Promise<void>;
};

export type Log = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

export type SlackParts = {
  translator: Translator;
  installations: SecretStore;
  /** Resolves with true the first time it is asked for this key, in whichever process; forgotten after `forMs` milliseconds. */
  once(key: string, forMs: number): Promise<boolean>;
  deskRights: DeskRights;
  /** Milliseconds since 1970. */
  clock: () => number;
  log: Log;
};
