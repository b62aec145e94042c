import { constant, constantFrom, integer, oneof, property, assert, record, string, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import {
  readComponent,
  readForm,
  writeComponent,
  writeForm,
  type Component,
} from '../../../src/adapters/slack/component-id.ts';
import { QUESTION_IDS } from '../../../src/knowledge/question-ids.ts';

const language = constantFrom('ja' as const, 'en' as const);
const conversation = string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
const question = constantFrom(...QUESTION_IDS);
const component = oneof(
  record({ kind: constant('answer' as const), language, conversation, question, choice: string({ maxLength: 20 }) }),
  record({ kind: constant('pick' as const), language, conversation, question, part: integer({ min: 0, max: 30 }) }),
  record({ kind: constant('type' as const), language, conversation, question }),
  record({ kind: constant('more' as const), language, conversation }),
  record({
    kind: constant('desk' as const),
    language,
    conversation,
    action: constantFrom('claim' as const, 'hand-back' as const, 'resolve' as const),
  }),
  record({ kind: constantFrom('start' as const, 'form' as const, 'speak' as const), language }),
);

it('reads back every id that it writes', () => {
  assert(
    property(component, (given: Component) => {
      expect(readComponent(writeComponent(given))).toEqual(given);
    }),
  );
});

it('writes different ids for different components', () => {
  assert(
    property(tuple(component, component), ([one, other]) => {
      if (JSON.stringify(one) !== JSON.stringify(other)) expect(writeComponent(one)).not.toBe(writeComponent(other));
    }),
  );
});

it('takes no id of another version, of another app, or made up', () => {
  const made = writeComponent({ kind: 'more', language: 'ja', conversation: '7K3M9-QX2DP' });
  expect(readComponent(made.replace('op25b/1/', 'op25b/2/'))).toBeNull();
  for (const id of [
    '',
    'op25b/1',
    'op25b/1/more/fr/X',
    'op25b/1/answer/ja/X/password/yes',
    'op25b/1/desk/ja/X/delete',
    '%E0%A4%A',
  ]) {
    expect(readComponent(id), id).toBeNull();
  }
  assert(property(string({ maxLength: 300 }), (id) => void readComponent(id)));
});

it('stays within the 255 characters of an action id with the longest of the contract’s ids', () => {
  for (const id of QUESTION_IDS) {
    const choice = 'outlook-classic-2010-365-and-something-longer';
    const written = writeComponent({
      kind: 'answer',
      language: 'ja',
      conversation: '7K3M9-QX2DP',
      question: id,
      choice,
    });
    expect(written.length).toBeLessThanOrEqual(255);
  }
});

it('reads back a form, and nothing that is none', () => {
  const form = {
    kind: 'answer',
    language: 'en',
    conversation: 'X',
    question: 'server',
    channel: 'C1',
    thread: null,
  } as const;
  expect(readForm(writeForm(form))).toEqual(form);
  expect(readForm(writeForm({ kind: 'case', language: 'ja' }))).toEqual({ kind: 'case', language: 'ja' });
  for (const metadata of ['', '{}', 'null', writeForm(form).replace('server', 'password')]) {
    expect(readForm(metadata), metadata).toBeNull();
  }
});
