import type { Names } from '../message/message.ts';
import type { DeskPerson } from './desk-people.ts';
import { NO_DESK_KNOWLEDGE, type DeskKnowledge } from './knowledge/desk-knowledge.ts';

/** Most new things a minute, of a block an hour; null: the default of the limit. */
export type DeskLimits = {
  personPerMinute: number | null;
  workspacePerMinute: number | null;
  targetPerMinute: number | null;
  addressPerMinute: number | null;
  blockPerHour: number | null;
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
  /** Where whoever runs a mail server can write to, as when they want to be left out: a mail address or a page. */
  probeContact: string | null;
  /** Who is never probed: names, domains with what is below them (`.example.jp`), addresses, CIDRs. */
  deny: string[];
  /** Texts of a case are deleted this many days after its last event. */
  keepDays: number;
  /** The desk's channel on Slack. `workspace` says whose it is, where the bot serves many; null: there is but one. */
  slack: { channel: string; workspace: string | null } | null;
  /** The desk's channel on Discord. */
  discord: { channel: string } | null;
  /** Who may do what at the desk; nobody of a platform: everybody in its channel. */
  people: DeskPerson[];
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
  probeContact: null,
  deny: [],
  keepDays: DEFAULT_KEEP_DAYS,
  slack: null,
  discord: null,
  people: [],
  limits: {
    personPerMinute: null,
    workspacePerMinute: null,
    targetPerMinute: null,
    addressPerMinute: null,
    blockPerHour: null,
  },
  knowledge: NO_DESK_KNOWLEDGE,
};
