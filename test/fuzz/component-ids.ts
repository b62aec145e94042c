import * as fc from 'fast-check';
import { readComponentId, writeComponentId, type ComponentId } from '../../src/adapters/discord/component-id.ts';
import { readComponent, readForm, writeComponent, writeForm } from '../../src/adapters/slack/component-id.ts';
import { QUESTION_IDS } from '../../src/knowledge/question-ids.ts';
import { LANGUAGES } from '../../src/message/message.ts';
import { fuzzed } from './fuzzed.ts';
import { texts } from './texts.ts';

const SCRAPS = [
  'op25b',
  'o1',
  '/',
  '1',
  '2',
  'answer',
  'choice',
  'pick',
  'menu',
  'type',
  'write',
  'more',
  'desk',
  'form',
  'start',
  'claim',
  'resolve',
  'ja',
  'en',
  'server',
  'port',
  'worked',
  '587',
  '%',
  '%2F',
  '%E3%81',
  '%00',
  '7K3M9-QX2DP',
  '__proto__',
  'constructor',
  '{"kind":"case","language":"ja"}',
  '{"kind":"answer",',
  '}',
  '"',
];
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const question = fc.constantFrom(...QUESTION_IDS);
const language = fc.constantFrom(...LANGUAGES);
const action = fc.constantFrom('claim', 'hand-back', 'resolve');
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const slackMade = fc.oneof(
  fc.record({ kind: fc.constant('answer'), language, conversation: words, question, choice: words }),
  fc.record({ kind: fc.constant('pick'), language, conversation: words, question, part: fc.nat(999) }),
  fc.record({ kind: fc.constant('desk'), language, conversation: words, action }),
);
const discordMade: fc.Arbitrary<ComponentId> = fc.oneof(
  fc.record({ kind: fc.constant('choice'), conversation: words, question, choice: words }),
  fc.record({ kind: fc.constant('menu'), conversation: words, question, page: fc.nat(999) }),
  fc.record({ kind: fc.constant('write'), conversation: words, question, language }),
  fc.record({ kind: fc.constant('desk'), conversation: words, action }),
);

/** Made up from nothing, or one of ours with a part of it exchanged. */
const strangers = (ours: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    texts(SCRAPS, 14),
    fc.record({ id: ours, place: fc.nat(6), part: fc.constantFrom(...SCRAPS) }).map(({ id, place, part }) =>
      id
        .split('/')
        .with(Math.min(place, id.split('/').length - 1), part)
        .join('/'),
    ),
  );
const discordIds = discordMade.filter(isShort).map(writeComponentId);

function isShort(made: ComponentId): boolean {
  try {
    return writeComponentId(made) !== '';
  } catch {
    return false;
  }
}

/** Ids come back from whoever likes to make some up: each is read as what was written, or as nothing. */
export const componentIds = [
  fuzzed('slack-components-round-trip', slackMade, (made) => same(readComponent(writeComponent(made)), made)),
  fuzzed('slack-components-of-strangers', strangers(slackMade.map(writeComponent)), (id) => {
    const read = readComponent(id);
    if (read?.kind === 'pick' && !Number.isInteger(read.part)) return false;
    return read === null || same(readComponent(writeComponent(read)), read);
  }),
  fuzzed('slack-forms-of-strangers', texts(SCRAPS, 14), (metadata) => {
    const read = readForm(metadata);
    return read === null || same(readForm(writeForm(read)), read);
  }),
  fuzzed('discord-components-round-trip', discordMade, (made) => {
    try {
      return same(readComponentId(writeComponentId(made)), made);
    } catch (error) {
      return error instanceof RangeError;
    }
  }),
  fuzzed('discord-components-of-strangers', strangers(discordIds), (id) => {
    const read = readComponentId(id);
    if (read === null) return true;
    if (read.kind === 'menu' && !Number.isInteger(read.page)) return false;
    try {
      return same(readComponentId(writeComponentId(read)), read);
    } catch (error) {
      return error instanceof RangeError;
    }
  }),
];
