import { App, type Logger, type ReceiverEvent } from '@slack/bolt';
import { clientOptions } from './client-options.ts';

/**
 * What must be kept is acknowledged when it is on disk, so that Slack sends it again, or the person is told, if it was not;
 * but after so long at the latest, for Slack waits three seconds (https://docs.slack.dev/apis/events-api#responding).
 */
export const ACK_LATEST_MS = 2_500;

/**
 * Bolt's dispatcher without what would harm here: no token is looked up before the acknowledgement (the listeners do it
 * after), no conversation store, and an event that failed stays unacknowledged.
 */
export class DeskApp extends App {
  readonly #running = new Set<Promise<void>>();
  #heard: () => void = () => {};

  constructor(apiUrl: string | null, logger: Logger) {
    super({
      receiver: { init: () => {}, start: async () => {}, stop: async () => {} },
      authorize: async () => ({}),
      ignoreSelf: false,
      convoStore: false,
      logger,
      clientOptions: clientOptions(apiUrl, logger),
    });
  }

  onHeard(heard: () => void): void {
    this.#heard = heard;
  }

  override processEvent(event: ReceiverEvent): Promise<void> {
    this.#heard();
    const isEvent: boolean = event.body['type'] === 'event_callback';
    const done = isEvent ? this.#processLate(event) : super.processEvent(event);
    const kept = done.catch(() => {});
    this.#running.add(kept);
    void kept.then(() => this.#running.delete(kept));
    return done;
  }

  /** Resolves when everything that came in is handed over. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #processLate(event: ReceiverEvent): Promise<void> {
    let acked: Promise<void> | null = null;
    const ack = () => (acked ??= event.ack().catch(() => {}));
    const timer = setTimeout(ack, ACK_LATEST_MS);
    try {
      await super.processEvent({ ...event, ack: async () => {} });
      await ack();
    } finally {
      clearTimeout(timer);
    }
  }
}
