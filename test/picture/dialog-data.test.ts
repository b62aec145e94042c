import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { markedControls } from '../../src/knowledge/dialog-marks.ts';
import { dialogs, DIALOGS_BY_CLIENT } from './specs.ts';

const { clients } = loadKnowledge().engine.diagnosis;
const PLACES = ['host', 'port', 'portNow', 'usualPort', 'encryption', 'user'];

const stepsOf = (client: string) => (clients.find(({ id }) => id === client)?.steps ?? []).map(({ id }) => id);

it('has a dialog for every client that most reports come from', () => {
  const drawn = new Set(dialogs.flatMap((dialog) => dialog.clients));
  const expected = ['outlook-classic-2010-365', 'outlook-classic-2003-2007', 'thunderbird', 'ios-mail'];
  expect([...drawn]).toEqual(expect.arrayContaining([...expected, 'apple-mail-macos', 'becky']));
});

describe.each(DIALOGS_BY_CLIENT)('$dialog.id of $client', ({ dialog, client }) => {
  it('names steps that a client of it has, and one of this client at least', () => {
    const known = new Set(dialog.clients.flatMap(stepsOf));
    const named = markedControls(dialog, client).flatMap(({ mark }) => mark.steps);
    expect(named.filter((step) => !known.has(step))).toEqual([]);
    expect(named.some((step) => stepsOf(client).includes(step))).toBe(true);
  });

  it('has places for values that there are', () => {
    const places = [...JSON.stringify(dialog).matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]);
    expect(places.filter((place) => !PLACES.includes(place ?? ''))).toEqual([]);
  });
});

it('counts the clicks of each client without a gap in the order', () => {
  for (const client of new Set(DIALOGS_BY_CLIENT.map((each) => each.client))) {
    const own = dialogs.filter((dialog) => dialog.clients.includes(client) && dialog.numbers === 'steps');
    const orders = own.flatMap((dialog) => markedControls(dialog, client).map(({ mark }) => mark.order));
    const counted = [...new Set(orders)].toSorted((left, right) => left - right);
    expect(counted, client).toEqual(counted.map((_, index) => index + 1));
  }
});
