import { createHash } from 'node:crypto';
import type { Subject } from '../conversation/types.ts';
import { crowdAlert } from '../desk/crowd-alert.ts';
import type { Claimed, Outcome } from '../journal/effect-queue.ts';
import type { PerformParts } from './perform.ts';
import { outcomeOf } from './show.ts';
import { seatOf } from './take.ts';

/** An alert that is not on record after this long was lost with the process that should have sent it. */
const ALERT_LOST_AFTER_MS = 60_000;

/** Notes the trouble; when it is a crowd's, the desk is told once, and the person that it is known. */
export async function performReport(parts: PerformParts, claimed: Claimed, subject: Subject): Promise<Outcome> {
  const { journal, clock, take, observer } = parts;
  const { conversation, platform } = claimed;
  const key = `${subject.kind}:${subject.value}`;
  const crowd = await journal.report(key, claimed.person ?? conversation, clock());
  if (crowd.since === null) return { type: 'done' };
  await take(
    { platform: 'crowd', eventId: `${conversation}:${key}`, conversation, event: { type: 'crowd-known', subject } },
    platform,
  );
  const alert = `crowd:${key}:${crowd.since}`;
  const isLost = clock() - crowd.since > ALERT_LOST_AFTER_MS;
  if (!crowd.isNew && !isLost && claimed.attempt === 1) return { type: 'done' };
  if ((await journal.sentAs(alert, alert)) !== null) return { type: 'done' };
  observer.crowd(crowd.people);
  const sent = await alertDesk(parts, claimed, subject, crowd.people, alert);
  if (sent.type === 'done') await journal.recordSent(alert, alert, sent.sent?.platformId ?? alert);
  // A desk without a channel is no fault of this conversation.
  return sent.type === 'retry' ? sent : { type: 'done' };
}

async function alertDesk(
  parts: PerformParts,
  { conversation, platform, language, attempt, repeat }: Claimed,
  subject: Subject,
  people: number,
  alert: string,
): Promise<Outcome> {
  const { journal, translator, clock } = parts;
  const report = (await journal.load(conversation))?.probe?.report ?? null;
  const delivered = await seatOf(parts.seats, platform).adapter.deliver({
    conversation,
    to: 'desk',
    address: null,
    language,
    root: null,
    key: createHash('sha256').update(alert).digest('hex'),
    repeat,
    showing: {
      type: 'say',
      message: alert,
      document: translator.document(language, crowdAlert(subject, people, report)),
    },
  });
  return outcomeOf(delivered, alert, attempt, clock());
}
