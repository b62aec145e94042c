import { afterEach, expect, it } from 'vitest';
import * as z from 'zod';
import { Desk } from '../adapters/slack/desk.ts';
import { answerWith, pathPicture, picture, PNG_ONE, PNG_TWO } from './shown.ts';

let desk: Desk;
afterEach(() => desk.close());

async function begun() {
  desk = await Desk.open('socket');
  desk.people.command('');
  return desk.happening();
}

/** The first block says who asked. */
const kindsOf = (blocks: unknown) =>
  shape
    .parse(blocks)
    .slice(1)
    .map(({ type }) => type);
const shape = z.array(z.looseObject({ type: z.string() }));

it('uploads a picture with its words and shows it in its place', async () => {
  const happening = await begun();
  await desk.say(happening, answerWith(picture(PNG_ONE, '送信サーバーの図'), pathPicture(PNG_TWO, '通り道の図')));
  const files = desk.slack.uploads.files.map(({ altText, channel, length }) => ({ altText, channel, length }));
  expect(files).toEqual([
    { altText: '送信サーバーの図', channel: null, length: 5 },
    { altText: '通り道の図', channel: null, length: 5 },
  ]);
  const [post] = desk.posts('C1');
  expect(kindsOf(post?.blocks)).toEqual(['rich_text', 'image', 'image', 'rich_text']);
  const [one, two] = desk.slack.uploads.files;
  expect(JSON.stringify(post?.blocks)).toContain(`"slack_file":{"id":"${one?.id}"},"alt_text":"送信サーバーの図"`);
  expect(JSON.stringify(post?.blocks)).toContain(`"slack_file":{"id":"${two?.id}"}`);
});

it('uploads the same picture once', async () => {
  const happening = await begun();
  await desk.say(happening, answerWith(picture(PNG_ONE, '図')));
  await desk.say(happening, answerWith(picture(PNG_ONE, '図')));
  expect(desk.slack.uploads.files).toHaveLength(1);
  expect(desk.posts('C1').map(({ blocks }) => kindsOf(blocks).includes('image'))).toEqual([true, true]);
});

it('says the words without a picture that Slack does not take', async () => {
  const happening = await begun();
  desk.slack.fail('files.getUploadURLExternal', { error: 'missing_scope' });
  expect(await desk.say(happening, answerWith(picture(PNG_ONE, '図')))).toMatchObject({ type: 'done' });
  expect(kindsOf(desk.posts('C1')[0]?.blocks)).toEqual(['rich_text', 'rich_text']);
  expect(desk.logged.some((line) => line.startsWith('slack-picture-refused'))).toBe(true);
});

it('waits until Slack has a picture ready', async () => {
  const happening = await begun();
  desk.slack.fail('chat.postMessage', { error: 'invalid_blocks' });
  await desk.say(happening, answerWith(picture(PNG_ONE, '図')));
  expect(kindsOf(desk.posts('C1')[0]?.blocks)).toEqual(['rich_text', 'image', 'rich_text']);
});

it('says the words without a picture that never gets ready, and uploads it anew the next time', async () => {
  const happening = await begun();
  for (let failures = 0; failures < 4; failures += 1) desk.slack.fail('chat.postMessage', { error: 'invalid_blocks' });
  expect(await desk.say(happening, answerWith(picture(PNG_ONE, '図')))).toMatchObject({ type: 'done' });
  expect(kindsOf(desk.posts('C1')[0]?.blocks)).toEqual(['rich_text', 'rich_text']);
  await desk.say(happening, answerWith(picture(PNG_ONE, '図')));
  expect(desk.slack.uploads.files).toHaveLength(2);
});

it('leaves out a picture that was not drawn', async () => {
  const happening = await begun();
  await desk.say(happening, answerWith(picture(null, '図')));
  expect(desk.slack.uploads.files).toEqual([]);
  expect(kindsOf(desk.posts('C1')[0]?.blocks)).toEqual(['rich_text', 'rich_text']);
});
