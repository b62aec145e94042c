import type { Effect } from '../conversation/types.ts';
import type { Language } from '../message/message.ts';

/** Names one effect: the conversation's id and the effect's number in it, from 1 up. */
export type EffectKey = { conversation: string; sequence: number };

/** An effect handed out to a worker, who holds it until the lease ends. */
export type Claimed = EffectKey & {
  effect: Effect;
  /** The platform of the event that began the conversation. */
  platform: string;
  /** Where to show it and to whom, as the conversation's events told. */
  address: string | null;
  person: string | null;
  /** The conversation's language when the effect came about. */
  language: Language;
  /** 1 for the first time that it is handed out. Also the proof of who holds it. */
  attempt: number;
  /** An earlier attempt may have reached the platform: the process died, or the answer got lost. */
  repeat: boolean;
};

/** Which platform message shows the message that the engine calls `message`. */
export type Sent = { message: string; platformId: string };

export type Retry = {
  /** What went wrong, a code with few words: it is shown in the dead list. */
  error: string;
  /** Not before this time, milliseconds since 1970. */
  at: number;
  /** `unknown`: it may have reached the platform all the same, so the next attempt is marked as a repeat. */
  happened: 'no' | 'unknown';
  /** False where nothing is wrong with the effect: back-pressure of the platform, a probe under way elsewhere. */
  counts: boolean;
  /** The target whose probe, under way elsewhere, it waits for: it is ready as soon as that ended, at `at` at the latest. */
  waitsFor?: string;
};

/** `effect` is null when it was written by another release and cannot be read. */
export type DeadEffect = EffectKey & { effect: Effect | null; attempts: number; error: string; diedAt: number };

/** How much waits, for `/metrics`. `oldest` is when the oldest waiting effect came about, milliseconds since 1970. */
export type Backlog = { waiting: number; dead: number; oldest: number | null };

/** What a worker made of an effect. */
export type Outcome = { type: 'done'; sent?: Sent } | ({ type: 'retry' } & Retry) | { type: 'dead'; error: string };

/** Carries one effect out. An error thrown counts as a failed attempt whose outcome is unknown. */
export type Perform = (claimed: Claimed) => Promise<Outcome>;

export type Work = {
  /** Takes nothing new and resolves when what is under way has ended. */
  stop(): Promise<void>;
};

/**
 * The effects to carry out. Within a conversation they are handed out in order: one is ready when no earlier one waits,
 * but a probe holds nothing back. They happen at least once.
 */
export type EffectQueue = {
  /** Hands out up to `limit` ready effects, of one conversation or of any; one whose lease ran out is handed out again. */
  claim(worker: string, limit: number, conversation?: string): Promise<Claimed[]>;
  /** Holds a claimed effect for another lease. False when it is no longer held. */
  renew(claimed: Claimed): Promise<boolean>;
  /** The effect happened; `sent` is recorded with it. False when it was no longer held: it will be repeated. */
  finish(claimed: Claimed, sent?: Sent): Promise<boolean>;
  /** The effect did not happen and waits until `retry.at`; after MOST_ATTEMPTS counted attempts it is dead. */
  retryLater(claimed: Claimed, retry: Retry): Promise<void>;
  /** The effect can never happen. It no longer holds back what comes after it. */
  dead(claimed: Claimed, error: string): Promise<void>;
  /** The dead effects, the oldest first. */
  deadList(limit: number): Promise<DeadEffect[]>;
  /** Lets a dead effect be tried again from the first attempt. False when it is not in the dead list. */
  revive(key: EffectKey): Promise<boolean>;
  backlog(): Promise<Backlog>;
  /** Carries effects out as they come about, up to `concurrency` at once, in this process, until it is stopped. */
  work(worker: string, concurrency: number, perform: Perform): Promise<Work>;
};
