import { text } from '../../../src/message/text.ts';
import { list, record } from '../../fakes/discord/json.ts';
import { buttonsOf, optionsOf, textOf } from '../../fakes/discord/seen.ts';
import type { Channel, Message } from '../../fakes/discord/world.ts';
import { platformContract } from '../contract/platform-contract.ts';
import type { PlatformRig, Seen } from '../contract/rig.ts';
import { stand, translator } from './stand.ts';

const POST = /^\/channels\/\d+\/messages$/;
/** Markdown that Discord would act on, once code is left out. */
const MARKUP = /(?<!\\)<[@#:/a-z]|@(?:everyone|here)|(?<!\\)\[[^\]]*\]\(|https?:\/\//giu;
const TURNING = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u0000-\u0008\u001B]/gu;

const withoutCode = (words: string) => words.replaceAll(/```[\s\S]*?```/gu, '').replaceAll(/(?<!\\)`[^`]*`/gu, '');
/** As a person reads it: Discord takes the backslashes away. */
const read = (words: string) => words.replaceAll(/\\(.)/gu, '$1').replaceAll('\u{200B}', '');

async function openRig(): Promise<PlatformRig> {
  const { fake, channel, desk, hanako, adapter, newAdapter, inbox } = await stand();
  const { people, world } = fake;
  const own = (one: Channel) => [...one.messages.values()].filter(({ author }) => author === world.bot);
  const posts = () => [...world.channels.values()].filter((one) => one.guild !== null && one !== desk).flatMap(own);
  const seen = (message: Message): Seen => ({
    place: message.channel,
    words: read(textOf(message)),
    buttons: [...buttonsOf(message), ...optionsOf(message)],
  });
  return {
    adapter,
    inbox,
    askedIn: channel.id,
    another: newAdapter,
    ask: (words) => void people.mention(channel, hanako, words),
    repeat: () => people.repeat(),
    press(label) {
      const message = [...posts(), ...own(desk)].findLast((one) => buttonsOf(one).includes(label));
      if (!message) throw new Error(`no button ${label}`);
      people.press(message, hanako, label);
    },
    seen: () => posts().map(seen),
    writeLabel: translator.plain('ja', text('discord:form.write')),
    forms: () => [...fake.interactions.all.values()].filter(({ modal }) => modal !== null).length,
    refuseNext: (words) => void (inbox.answerNext = { type: 'limited', words }),
    // A message cannot be answered to one person alone: the words go to their direct messages.
    seenAlone: () => own(world.direct(hanako)).map(textOf),
    seenAtDesk: () => own(desk).map(seen),
    obeyed: () => [
      ...posts().flatMap((message) => [
        ...(withoutCode(textOf(message)).match(MARKUP) ?? []),
        ...(textOf(message).match(TURNING) ?? []),
      ]),
      ...fake.calls
        .filter(({ method, path }) => method === 'POST' && POST.test(path))
        .flatMap(({ body }) => {
          const allowed = record(body['allowed_mentions'])['parse'];
          return Array.isArray(allowed) ? list(allowed).map(String) : ['every mention'];
        }),
    ],
    trouble(kind) {
      if (kind === 'busy') fake.faults.budget('POST', POST, 0, 60_000);
      if (kind === 'broken') fake.faults.doneButFailed('POST', POST, 2);
      if (kind !== 'gone') return;
      for (const { id, type } of world.channels.values()) if (type === 11) world.channels.delete(id);
      hanako.refusesDirect = true;
    },
    until: (look) => fake.waitFor(look),
    close: () => adapter.close(),
  };
}

platformContract('discord', openRig);
