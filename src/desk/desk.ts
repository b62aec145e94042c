import type { Names } from '../message/message.ts';
import { NO_DESK_KNOWLEDGE, type DeskKnowledge } from './knowledge/desk-knowledge.ts';

/** Most new things a minute; null: the default of the limit. */
export type DeskLimits = {
  personPerMinute: number | null;
  workspacePerMinute: number | null;
  targetPerMinute: number | null;
};

/** Who stands behind the bot, what they know, and how it keeps house. */
export type Desk = {
  /** Who takes over an unsolved case. */
  name: Names | null;
  /** How to reach them: an address, a telephone number, a page. */
  contact: string | null;
  /** When they are there. */
  hours: Names | null;
  /** The name that the probe gives in EHLO; null: its address. */
  ehloName: string | null;
  /** Texts of a case are deleted this many days after its last event. */
  keepDays: number;
  /** The desk's channel on Slack. `workspace` says whose it is, where the bot serves many; null: there is but one. */
  slack: { channel: string; workspace: string | null } | null;
  /** The desk's channel on Discord. */
  discord: { channel: string } | null;
  limits: DeskLimits;
  knowledge: DeskKnowledge;
};

export const DEFAULT_KEEP_DAYS = 30;

/** No desk file: nobody to hand over to, and the probe gives its address in EHLO. */
export const NO_DESK: Desk = {
  name: null,
  contact: null,
  hours: null,
  ehloName: null,
  keepDays: DEFAULT_KEEP_DAYS,
  slack: null,
  discord: null,
  limits: { personPerMinute: null, workspacePerMinute: null, targetPerMinute: null },
  knowledge: NO_DESK_KNOWLEDGE,
};
