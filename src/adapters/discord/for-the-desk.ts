import { text } from '../../message/text.ts';
import { afterHeading } from '../after-heading.ts';
import type { Delivery } from '../adapter.ts';
import { readAddress, whereSeen } from './address.ts';
import type { DeliverParts } from './deliver-parts.ts';

/** What the desk is shown says whose case it is and where to answer: the case itself knows nothing of Discord. */
export function forTheDesk(delivery: Delivery, { translator }: DeliverParts): Delivery {
  const { to, showing, language } = delivery;
  const address = readAddress(delivery.address);
  if (to !== 'desk' || address === null || !('document' in showing)) return delivery;
  const person = { person: address.user };
  const channel = whereSeen(address);
  const words =
    channel === null
      ? text('discord:desk.in-direct', { person })
      : text('discord:desk.in-thread', {
          person,
          place: { link: `https://discord.com/channels/${address.guild}/${channel}` },
        });
  const document = afterHeading(showing.document, translator.spans(language, words));
  return { ...delivery, showing: { ...showing, document } };
}
