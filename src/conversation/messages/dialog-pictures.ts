import type { Remedy } from '../../diagnosis/remedy.ts';
import { markedControls, type MarkedControl } from '../../knowledge/dialog-marks.ts';
import type { Dialog, DialogWords } from '../../knowledge/dialog-schema.ts';
import type { MessageBlock, Names, Param, Text } from '../../message/message.ts';
import type { DialogSpec, DialogValues } from '../../message/picture.ts';
import { dataText, text } from '../../message/text.ts';
import type { Conversation } from '../types.ts';
import { joined } from './joined.ts';

/** More pictures than this make the steps hard to find again. */
const MOST_DIALOGS = 4;

type Numbered = { number: number; control: MarkedControl };
type Shown = { dialog: Dialog; controls: Numbered[]; first: number };

/** The dialogs where the steps of a remedy are done, in the order of the steps, with the person's values in them. */
export function dialogPictures(remedy: Remedy | null, conversation: Conversation, dialogs: Dialog[]): MessageBlock[] {
  if (!remedy?.route || remedy.clientSteps.length === 0) return [];
  const { client } = remedy;
  const numbers = stepNumbers(remedy);
  const values = valuesOf(remedy, conversation);
  return dialogs
    .filter((dialog) => dialog.clients.includes(client))
    .flatMap((dialog) => shownDialog(dialog, client, numbers))
    .toSorted((left, right) => left.first - right.first)
    .slice(0, MOST_DIALOGS)
    .map(({ dialog, controls }): MessageBlock => {
      const picture: DialogSpec = { type: 'dialog', dialog: dialog.id, client, values, numbers };
      return { kind: 'picture', picture, alt: altText(dialog, controls, client, values) };
    });
}

/** The number that each step of the mail program bears in the answer, by the step's id. */
function stepNumbers({ client, before, clientSteps }: Remedy): Record<string, number> {
  const prefix = `clients:${client}.steps.`;
  return Object.fromEntries(clientSteps.map(({ key }, index) => [key.slice(prefix.length), before.length + index + 1]));
}

function valuesOf({ route }: Remedy, { facts, probe }: Conversation): DialogValues {
  const { server, port } = facts.answers;
  return {
    host: route?.host ?? probe?.report?.dns.host ?? null,
    port: route?.port ?? 0,
    portNow: port === undefined || !/^\d+$/.test(port) ? null : Number(port),
    encryption: route?.encryption ?? 'none',
    user: server?.includes('@') === true ? server : null,
  };
}

/** Empty when nothing is done in it. A dialog that counts for itself comes after the others. */
function shownDialog(dialog: Dialog, client: string, numbers: Record<string, number>): Shown[] {
  const all = markedControls(dialog, client);
  const numberOf = ({ mark }: MarkedControl) =>
    Math.min(...mark.steps.map((step) => numbers[step] ?? Number.POSITIVE_INFINITY));
  const done = all.filter((control) => Number.isFinite(numberOf(control)));
  if (done.length === 0) return [];
  const own = dialog.numbers === 'own';
  const controls = own
    ? all.map((control) => ({ control, number: control.mark.order }))
    : done.map((control) => ({ control, number: numberOf(control) }));
  return [
    {
      dialog,
      controls: controls.toSorted((left, right) => left.number - right.number),
      first: own ? Number.POSITIVE_INFINITY : Math.min(...done.map(numberOf)),
    },
  ];
}

function altText(dialog: Dialog, controls: Numbered[], client: string, values: DialogValues): Text {
  const title = { names: namesOf(dialog.screens[0]?.title ?? '') };
  const items = controls.map(({ number, control }) => {
    const label = labelled(control.label, client, values);
    const value = control.value === null ? null : valueParam(control.value, client, values);
    return value === null
      ? text('picture:alt.press', { number, label })
      : text('picture:alt.set', { number, label, value });
  });
  return text('picture:alt.dialog', { title, controls: joined('picture:alt.more', items) });
}

/** Null for what is left as it stands. */
function valueParam(value: NonNullable<MarkedControl['value']>, client: string, values: DialogValues): Param | null {
  if (typeof value === 'string' || !('on' in value)) return labelled(value, client, values);
  const { on } = value;
  if (on === 'as-is') return null;
  const isOn = typeof on === 'boolean' ? on : on === 'tls' ? values.encryption === 'tls' : values.encryption !== 'none';
  return text(isOn ? 'picture:alt.on' : 'picture:alt.off');
}

function labelled(words: DialogWords, client: string, values: DialogValues): Param {
  switch (words) {
    case '{{host}}':
      return values.host === null ? text('picture:own.host') : { code: values.host };
    case '{{user}}':
      return values.user === null ? text('picture:own.user') : { code: values.user };
    case '{{port}}':
      return values.port;
    case '{{encryption}}':
      return dataText(`clients:${client}.encryption.${values.encryption}`);
    default:
      return { names: namesOf(words) };
  }
}

function namesOf(words: DialogWords): Names {
  return typeof words === 'string' ? { ja: words, en: words } : words;
}
