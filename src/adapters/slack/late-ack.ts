import { ACK_LATEST_MS } from './desk-app.ts';
import { acknowledge, type Intake } from './intake.ts';

export type LateAck = {
  /** Acknowledges, unless that was done. */
  now(): Promise<void>;
};

/**
 * An acknowledgement for when what a person did is on disk: Slack tells them when none comes, so that they press again.
 * It goes out after ACK_LATEST_MS at the latest.
 */
export function lateAck(intake: Intake, ack: () => Promise<void>): LateAck {
  let acked: Promise<void> | null = null;
  const now = () => {
    clearTimeout(timer);
    return (acked ??= acknowledge(intake, ack));
  };
  const timer = setTimeout(() => void now(), ACK_LATEST_MS);
  return { now };
}
