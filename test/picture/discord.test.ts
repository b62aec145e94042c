import { expect, it } from 'vitest';
import { stand } from '../adapters/discord/stand.ts';
import { answerWith, pathPicture, picture, PNG_ONE, PNG_TWO } from './shown.ts';

async function withCase() {
  const here = await stand();
  here.fake.people.slash(here.channel, here.hanako);
  const { conversation } = await here.taken(0);
  return { ...here, conversation };
}

const TWO = answerWith(picture(PNG_ONE, 'the dialog'), pathPicture(PNG_TWO, 'the way'));

const gallery = (name: string, description: string) => ({
  type: 12,
  items: [{ media: { url: `attachment://${name}` }, description }],
});

it('sends pictures along, each shown in its place with its words', async () => {
  const { fake, conversation, say, messageOf } = await withCase();
  const message = messageOf(await say(conversation, TWO));
  const call = fake.calls.findLast(({ files }) => files.size > 0);
  expect([...(call?.files ?? [])]).toEqual([
    ['picture-1.png', Buffer.from(PNG_ONE)],
    ['picture-2.png', Buffer.from(PNG_TWO)],
  ]);
  expect(call?.body['attachments']).toEqual([
    { id: 0, filename: 'picture-1.png', description: 'the dialog' },
    { id: 1, filename: 'picture-2.png', description: 'the way' },
  ]);
  expect(message.components).toMatchObject([
    {
      type: 17,
      components: [
        { type: 10 },
        gallery('picture-1.png', 'the dialog'),
        gallery('picture-2.png', 'the way'),
        { type: 10 },
      ],
    },
  ]);
});

it('sends each picture with the message that shows it', async () => {
  const { fake, conversation, say } = await withCase();
  const long = (value: string) => ({
    kind: 'paragraph' as const,
    spans: [{ kind: 'plain' as const, value: value.repeat(3900) }],
  });
  const blocks = [long('a'), picture(PNG_ONE, 'one'), long('b'), picture(PNG_TWO, 'two')];
  expect(await say(conversation, { blocks })).toMatchObject({ type: 'done' });
  const sent = fake.calls.filter(({ files }) => files.size > 0).map(({ files }) => [...files.keys()]);
  expect(sent).toEqual([['picture-1.png'], ['picture-2.png']]);
});

it('cuts words that are too long to be read out', async () => {
  const { fake, conversation, say } = await withCase();
  await say(conversation, answerWith(picture(PNG_ONE, '図'.repeat(3000))));
  const call = fake.calls.findLast(({ files }) => files.size > 0);
  const [attachment] = Array.isArray(call?.body['attachments']) ? call.body['attachments'] : [];
  expect(attachment.description.length).toBeLessThanOrEqual(1024);
});

it('leaves out a picture that was not drawn, and any in an edit, which sends no files', async () => {
  const { fake, conversation, say, deliver } = await withCase();
  const said = await say(conversation, answerWith(picture(null, 'not drawn')));
  if (said.type !== 'done' || said.platformId === undefined) expect.fail('not said');
  const { platformId } = said;
  await deliver(conversation, { type: 'edit', message: 'm1', platformId, document: TWO, final: true });
  expect(fake.calls.every(({ files }) => files.size === 0)).toBe(true);
  expect(fake.calls.every(({ body }) => !JSON.stringify(body).includes('attachment://'))).toBe(true);
});
