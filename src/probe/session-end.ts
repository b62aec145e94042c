/** How a conversation with a server ended before it was complete. It is a finding, never a fault of ours. */
export type EndKind =
  | 'mute'
  | 'drip'
  | 'tarpit'
  | 'ended-early'
  | 'reset-midway'
  | 'reply-too-long'
  | 'reply-malformed'
  | 'tls-stalled'
  | 'aborted';

export type Stage = 'greeting' | 'ehlo' | 'starttls' | 'tls' | 'ehlo-tls' | 'quit';

export class SessionEnd extends Error {
  readonly kind: EndKind;
  readonly stage: Stage;
  /** What had come until then, as sent. */
  readonly received: string;
  constructor(kind: EndKind, stage: Stage, received = '') {
    super(`${kind} at ${stage}`);
    this.name = 'SessionEnd';
    this.kind = kind;
    this.stage = stage;
    this.received = received;
  }
}
