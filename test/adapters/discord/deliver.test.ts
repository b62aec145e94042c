import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../src/adapters/discord/address.ts';
import type { Document } from '../../../src/message/document.ts';
import { buttonsOf, textOf } from '../../fakes/discord/seen.ts';
import { paragraphs, PORT_QUESTION, stand } from './stand.ts';

/** A stand with a case in a thread that has its first message. */
async function withCase() {
  const here = await stand();
  here.fake.people.slash(here.channel, here.hanako);
  const { conversation } = await here.taken(0);
  const first = await here.say(conversation, PORT_QUESTION);
  return { ...here, conversation, thread: here.whereIs(first), first: here.messageOf(first) };
}

const POST = /^\/channels\/\d+\/messages$/;
const PATCH = /^\/channels\/\d+\/messages\/\d+$/;

const edited = (platformId: string, document: Document, final: boolean) =>
  ({ type: 'edit', message: 'm1', platformId, document, final }) as const;

describe('a message', () => {
  it('never notifies anybody, and cannot be doubled', async () => {
    const { fake, thread, conversation, say } = await withCase();
    const sent = await say(conversation, paragraphs('Hello @everyone'), { key: 'same' });
    const again = await say(conversation, paragraphs('Hello @everyone'), { key: 'same', repeat: true });
    expect(again).toEqual(sent);
    expect([...thread.messages.values()].filter((one) => textOf(one).startsWith('Hello')).length).toBe(1);
    const posts = fake.calls.filter(({ method, path }) => method === 'POST' && POST.test(path));
    expect(posts.length).toBeGreaterThan(0);
    for (const { body } of posts) {
      expect(body).toMatchObject({ allowed_mentions: { parse: [] }, enforce_nonce: true });
      expect(String(body['nonce']).length).toBeLessThanOrEqual(25);
    }
  });

  it('is not doubled when it was sent and the answer was lost', async () => {
    const { fake, thread, conversation, say } = await withCase();
    fake.faults.doneButFailed('POST', POST, 2);
    expect(await say(conversation, paragraphs('Once'), { key: 'once' })).toMatchObject({
      type: 'failed',
      happened: 'unknown',
    });
    expect(await say(conversation, paragraphs('Once'), { key: 'once', repeat: true })).toMatchObject({ type: 'done' });
    expect([...thread.messages.values()].filter((one) => textOf(one) === 'Once').length).toBe(1);
  });

  it('that is too long for one becomes several, each once, although the second one failed', async () => {
    const { fake, thread, conversation, say } = await withCase();
    const long = paragraphs('あ'.repeat(3000), 'い'.repeat(3000), 'う'.repeat(3000));
    const count = () => [...thread.messages.values()].filter((one) => /^[あいう]/.test(textOf(one))).length;
    fake.faults.answer('POST', POST, { status: 503, body: {} }, 2, 1);
    expect(await say(conversation, long, { key: 'long' })).toMatchObject({ type: 'failed' });
    expect(count()).toBe(1);
    expect(await say(conversation, long, { key: 'long', repeat: true })).toMatchObject({ type: 'done' });
    expect(count()).toBe(3);
  });

  it('waits when the channel is full, and only this channel', async () => {
    const { fake, thread, desk, hanako, conversation, taken, say } = await withCase();
    fake.faults.budget('POST', new RegExp(`^/channels/${thread.id}/messages$`), 1, 60_000);
    expect(await say(conversation, paragraphs('one'))).toMatchObject({ type: 'done' });
    const full = await say(conversation, paragraphs('two'));
    expect(full).toMatchObject({ type: 'later' });
    if (full.type === 'later') expect(full.at).toBeGreaterThan(fake.world.now() + 30_000);
    fake.people.slash(desk, hanako);
    const other = await taken(1);
    expect(await say(other.conversation, paragraphs('one'))).toMatchObject({ type: 'done' });
  });

  it('fails for now when Discord cannot be reached', async () => {
    const { fake, conversation, say } = await withCase();
    fake.faults.cut('POST', POST, 2);
    expect(await say(conversation, paragraphs('x'))).toMatchObject({ type: 'failed', happened: 'unknown' });
    await fake.close();
    expect(await say(conversation, paragraphs('x'))).toMatchObject({ type: 'failed', happened: 'no' });
    await fake.listen(0);
  });

  it('is impossible once its thread is deleted or locked, unless the person takes direct messages', async () => {
    const { fake, thread, hanako, conversation, say, whereIs } = await withCase();
    fake.world.channels.delete(thread.id);
    expect(whereIs(await say(conversation, paragraphs('x')))).toBe(fake.world.direct(hanako));
    hanako.refusesDirect = true;
    expect(await say(conversation, paragraphs('y'))).toMatchObject({ type: 'impossible' });
  });

  it('brings back a thread that was archived', async () => {
    const { thread, conversation, say, whereIs } = await withCase();
    thread.archived = true;
    expect(whereIs(await say(conversation, paragraphs('x')))).toBe(thread);
    expect(thread.archived).toBe(false);
  });

  it('finds its thread again after a crash between the thread and the message', async () => {
    const here = await stand();
    const { fake, channel, hanako, taken, say, whereIs } = here;
    const interaction = fake.people.slash(channel, hanako);
    const { conversation } = await taken(0);
    fake.faults.answer('POST', POST, { status: 500, body: {} }, 2);
    expect(await say(conversation, PORT_QUESTION)).toMatchObject({ type: 'failed' });
    expect(whereIs(await say(conversation, PORT_QUESTION)).id).toBe(interaction.answer?.id);
    expect([...fake.world.channels.values()].filter(({ type }) => type === 11).length).toBe(1);
  });

  it('goes to the channel when the thread is refused, and to the person when that is refused, too', async () => {
    const { fake, channel, hanako, taken, say, whereIs } = await stand();
    fake.people.slash(channel, hanako);
    fake.people.slash(channel, hanako);
    const [one, two] = [await taken(0), await taken(1)];
    channel.permissions = (1n << 10n) | (1n << 11n);
    expect(whereIs(await say(one.conversation, PORT_QUESTION))).toBe(channel);
    channel.permissions = 0n;
    fake.world.advance(20 * 60_000);
    expect(whereIs(await say(two.conversation, PORT_QUESTION))).toBe(fake.world.direct(hanako));
  });

  it('is delivered by the channel when the interaction’s 15 minutes are over', async () => {
    const { fake, channel, hanako, taken, say, whereIs } = await stand();
    const interaction = fake.people.slash(channel, hanako);
    const { conversation } = await taken(0);
    fake.world.advance(16 * 60_000);
    expect(whereIs(await say(conversation, PORT_QUESTION)).id).toBe(interaction.answer?.id);
    expect(fake.calls.filter(({ path }) => path.includes(interaction.token) && path.startsWith('/webhooks'))).toEqual(
      [],
    );
  });

  it('can be delivered by a process that never saw the interaction', async () => {
    const { fake, channel, hanako, inbox, taken, newAdapter, whereIs } = await stand();
    fake.people.slash(channel, hanako);
    const { conversation } = await taken(0);
    const delivered = await newAdapter().deliver({
      conversation,
      to: 'person',
      address: inbox.cases.get(conversation)?.address ?? null,
      language: 'ja',
      root: null,
      key: 'k',
      repeat: false,
      showing: { type: 'say', message: 'm1', document: PORT_QUESTION },
    });
    expect(whereIs(delivered)).toMatchObject({ type: 11, name: expect.stringContaining('メール診断') });
  });

  it('cannot be delivered to an address of another kind', async () => {
    const { conversation, say } = await withCase();
    expect(await say(conversation, paragraphs('x'), { address: '{"thread":1}' })).toMatchObject({ type: 'impossible' });
    expect(readAddress('no json')).toBeNull();
  });
});

describe('an edit', () => {
  it('replaces the message', async () => {
    const { conversation, first, thread, deliver } = await withCase();
    const id = `discord:${thread.id}/${first.id}`;
    expect(await deliver(conversation, edited(id, paragraphs('new'), true))).toMatchObject({ type: 'done' });
    expect(textOf(first)).toBe('new');
  });

  it('opens an archived thread for it', async () => {
    const { conversation, first, thread, deliver } = await withCase();
    thread.archived = true;
    await deliver(conversation, edited(`discord:${thread.id}/${first.id}`, paragraphs('new'), false));
    expect(textOf(first)).toBe('new');
  });

  it('of a message that was deleted is said anew if it is the last, else left out', async () => {
    const { conversation, first, thread, deliver, messageOf } = await withCase();
    thread.messages.delete(first.id);
    const id = `discord:${thread.id}/${first.id}`;
    expect(await deliver(conversation, edited(id, paragraphs('on its way'), false))).toEqual({ type: 'done' });
    expect(thread.messages.size).toBe(0);
    expect(textOf(messageOf(await deliver(conversation, edited(id, paragraphs('done'), true))))).toBe('done');
  });

  it('waits when there were too many', async () => {
    const { fake, conversation, first, thread, deliver } = await withCase();
    fake.faults.budget('PATCH', PATCH, 1, 5_000);
    const id = `discord:${thread.id}/${first.id}`;
    expect(await deliver(conversation, edited(id, paragraphs('1'), false))).toMatchObject({ type: 'done' });
    expect(await deliver(conversation, edited(id, paragraphs('2'), false))).toMatchObject({ type: 'later' });
  });
});

describe('what a guild or Discord refuses', () => {
  const LINKED: Document = {
    blocks: [
      { kind: 'paragraph', spans: [{ kind: 'plain', value: 'Set the port to 587.' }] },
      { kind: 'steps', items: [[{ kind: 'link', value: 'https://support.example/op25b' }]] },
    ],
  };
  const PICTURED: Document = {
    blocks: [
      ...LINKED.blocks,
      {
        kind: 'picture',
        picture: { type: 'path', host: null, line: null, gates: [], advised: 587 },
        alt: 'Port 25 is closed',
        png: new Uint8Array(2_000),
      },
    ],
  };

  it('is shown without links when a filter does not let them through (200000)', async () => {
    const { guild, conversation, say, messageOf, whereIs, thread } = await withCase();
    guild.blocked = /https?:/;
    const delivered = await say(conversation, LINKED);
    expect(whereIs(delivered)).toBe(thread);
    expect(textOf(messageOf(delivered))).toContain('Set the port to 587.');
    expect(textOf(messageOf(delivered))).toContain('`support.example/op25b`');
  });

  it('is shown without links when Discord takes one for harmful (240000)', async () => {
    const { fake, conversation, say, messageOf } = await withCase();
    fake.faults.answer('POST', POST, { status: 400, body: { code: 240000, message: 'Harmful link' } });
    expect(textOf(messageOf(await say(conversation, LINKED)))).toContain('`support.example/op25b`');
  });

  it('goes to the person when the filter does not like the words either', async () => {
    const { fake, guild, hanako, conversation, say, whereIs, messageOf } = await withCase();
    guild.blocked = /port/;
    const delivered = await say(conversation, LINKED);
    expect(whereIs(delivered)).toBe(fake.world.direct(hanako));
    expect(textOf(messageOf(delivered))).toContain('<https://support.example/op25b>');
  });

  it('reaches the desk without links, too', async () => {
    const { guild, desk, conversation, say, whereIs } = await withCase();
    guild.blocked = /https?:/;
    expect(whereIs(await say(conversation, LINKED, { to: 'desk', address: null }))).toBe(desk);
  });

  it('is edited without links', async () => {
    const { guild, conversation, first, thread, deliver } = await withCase();
    guild.blocked = /https?:/;
    await deliver(conversation, edited(`discord:${thread.id}/${first.id}`, LINKED, true));
    expect(textOf(first)).toContain('`support.example/op25b`');
  });

  it('is shown without pictures when they are too large (40005)', async () => {
    const { guild, conversation, say, messageOf } = await withCase();
    guild.largestUpload = 1_000;
    const message = messageOf(await say(conversation, PICTURED));
    expect(textOf(message)).toContain('Set the port to 587.');
    expect(JSON.stringify(message.components)).not.toContain('attachment://');
  });

  it('is not asked for again at once when Discord names no time to wait (20028)', async () => {
    const { fake, conversation, say } = await withCase();
    const body = {
      code: 20028,
      message: 'The write action you are performing on the channel has hit the write rate limit.',
    };
    fake.faults.answer('POST', POST, { status: 429, body });
    const full = await say(conversation, paragraphs('x'));
    expect(full).toMatchObject({ type: 'later' });
    if (full.type === 'later') expect(full.at).toBeGreaterThan(fake.world.now());
  });

  it('is said anew when an old message takes no more edits (30046), and left out if more is to come', async () => {
    const { fake, conversation, first, thread, deliver, messageOf } = await withCase();
    fake.world.advance(61 * 60_000);
    const id = `discord:${thread.id}/${first.id}`;
    expect(await deliver(conversation, edited(id, paragraphs('1'), false))).toMatchObject({ type: 'done' });
    const { size } = thread.messages;
    expect(await deliver(conversation, edited(id, paragraphs('2'), false))).toEqual({ type: 'done' });
    expect(thread.messages.size).toBe(size);
    expect(textOf(messageOf(await deliver(conversation, edited(id, paragraphs('3'), true))))).toBe('3');
    expect(textOf(first)).toBe('1');
  });

  it('is tried again later when Cloudflare stands in between (40333)', async () => {
    const { fake, conversation, say } = await withCase();
    fake.faults.answer('POST', POST, { status: 403, body: { code: 40333, message: 'internal network error' } });
    expect(await say(conversation, paragraphs('x'))).toMatchObject({ type: 'failed', happened: 'no' });
    expect(await say(conversation, paragraphs('x'))).toMatchObject({ type: 'done' });
  });
});

describe('the desk', () => {
  const CASE: Document = { ...paragraphs('A case'), actions: [{ id: 'claim', label: 'I take it' }] };

  it('gets the case in its channel, and its buttons work there alone', async () => {
    const { fake, desk, hanako, conversation, say, whereIs, messageOf, taken, inbox, deliver } = await withCase();
    const delivered = await say(conversation, CASE, { to: 'desk', address: null });
    expect(whereIs(delivered)).toBe(desk);
    const message = messageOf(delivered);
    expect(buttonsOf(message)).toEqual(['I take it']);
    const taro = fake.world.addUser('taro');
    fake.people.press(message, taro, 'I take it');
    expect(await taken(1)).toMatchObject({ conversation, event: { type: 'desk-acted', action: 'claim', by: taro.id } });
    const id = `discord:${desk.id}/${message.id}`;
    await deliver(conversation, edited(id, paragraphs('Taken'), true), { to: 'desk', address: null });
    expect(textOf(message)).toBe('Taken');

    const copy = fake.world.addMessage(fake.world.direct(hanako), fake.world.bot, {
      components: [
        {
          type: 1,
          components: [{ type: 2, style: 1, label: 'I take it', custom_id: `o1/desk/${conversation}/claim` }],
        },
      ],
    });
    const press = fake.people.press(copy, hanako, 'I take it');
    await fake.waitFor(() => press.followUps[0], 'a word about it');
    expect(inbox.taken.length).toBe(2);
  });

  it('sees whose case it is and where to answer, as long as the case is there', async () => {
    const { desk, guild, hanako, thread, conversation, say, deliver, messageOf } = await withCase();
    const message = messageOf(await say(conversation, CASE, { to: 'desk' }));
    const link = `https://discord.com/channels/${guild.id}/${thread.id}`;
    const expectAsker = () => {
      expect(textOf(message)).toContain(`<@${hanako.id}>`);
      expect(textOf(message)).toContain(link);
    };
    expectAsker();
    const id = `discord:${desk.id}/${message.id}`;
    await deliver(conversation, edited(id, CASE, true), { to: 'desk' });
    expect(message.edited).toBeGreaterThan(0);
    expectAsker();
  });

  it('is told to write to a person who asked in direct messages', async () => {
    const { fake, hanako, taken, say, messageOf } = await stand();
    fake.people.say(fake.world.direct(hanako), hanako, 'I cannot send mail');
    const { conversation } = await taken(0);
    const message = messageOf(await say(conversation, CASE, { to: 'desk' }));
    expect(textOf(message)).toContain(`<@${hanako.id}>`);
    expect(textOf(message)).toContain('write to them directly');
  });

  it('without a channel gets nothing', async () => {
    const { say } = await stand({ settings: { deskChannel: null } });
    expect(await say('A-B', CASE, { to: 'desk' })).toMatchObject({ type: 'impossible' });
  });

  it('needs nothing to be shown for what is only data', async () => {
    const { conversation, deliver, fake } = await withCase();
    const before = fake.calls.length;
    expect(await deliver(conversation, { type: 'end', resolved: true })).toEqual({ type: 'done' });
    expect(fake.calls.length).toBe(before);
  });
});
