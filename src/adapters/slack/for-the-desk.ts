import { text } from '../../message/text.ts';
import { afterHeading } from '../after-heading.ts';
import type { Delivery } from '../adapter.ts';
import type { Intake } from './intake.ts';
import { linkTo } from './link-to.ts';
import { readPlace } from './place.ts';

/** What the desk is shown says whose case it is and where to answer: the case itself knows nothing of Slack. */
export async function forTheDesk(
  delivery: Delivery,
  { translator, workspaces }: Pick<Intake, 'translator' | 'workspaces'>,
): Promise<Delivery> {
  const { to, showing, language } = delivery;
  const place = readPlace(delivery.address);
  if (to !== 'desk' || !place || !('document' in showing)) return delivery;
  const person = { person: place.user };
  // The case reaches the desk although its workspace has removed the app meanwhile.
  const client = await workspaces.client(place).catch(() => null);
  const link = await linkTo(client, place);
  const words =
    link === null
      ? text('slack:desk.in-direct', { person })
      : text('slack:desk.in-thread', { person, place: { link } });
  const document = afterHeading(showing.document, translator.spans(language, words));
  return { ...delivery, showing: { ...showing, document } };
}
