import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { textOf } from './block-rules.ts';
import { controlsIn } from './controls-in.ts';
import { FakePeople } from './fake-people.ts';
import { FakeSlack } from './fake-slack.ts';
import { load } from './load.ts';

/**
 * A fake Slack as a process of its own. It prints one JSON line: `{"port","apiUrl","appToken","botToken"}`. Each line on
 * its input is something that a person does, `user` and `channel` may be given with it:
 * `{"do":"slash","text":"…"}`, `{"do":"mention","text":"…","thread":"…"}`, `{"do":"direct","text":"…"}`,
 * `{"do":"press","ts":"…","label":"…"}` (with `value` for a menu), `{"do":"messages"}`,
 * `{"do":"load","perSecond":200,"seconds":10}` (`/op25b`, many times). Each is answered with one JSON line. End of input
 * ends it. Environment: `PORT`; `EVENTS_URL` and `SIGNING_SECRET` for events over HTTP; `LIMITS=off` for load.
 */
const env = process.env;
const slack = await FakeSlack.start({
  port: Number(env['PORT'] ?? 0),
  ...(env['LIMITS'] === 'off' && { budgets: null }),
});
if (env['EVENTS_URL']) slack.eventsUrl = { url: env['EVENTS_URL'], signingSecret: env['SIGNING_SECRET'] ?? '' };
const people = new FakePeople(slack);
const write = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);

const words = z.string().default('');
const asked = z.looseObject({
  do: z.enum(['slash', 'mention', 'direct', 'press', 'messages', 'load']),
  text: words,
  user: z.string().default('U1'),
  channel: z.string().default('C1'),
  thread: z.string().nullable().default(null),
  ts: words,
  label: words,
  value: z.string().optional(),
  perSecond: z.number().default(200),
  seconds: z.number().default(10),
});

write({ port: slack.port, apiUrl: slack.apiUrl, appToken: slack.appToken, botToken: slack.team().botToken });

const input = createInterface({ input: process.stdin });
input.on('line', (line) => void answer(asked.parse(JSON.parse(line))).then(write));
await once(input, 'close');
await slack.close();

async function answer(given: z.infer<typeof asked>): Promise<unknown> {
  const { user, channel, thread, text } = given;
  switch (given.do) {
    case 'slash':
      return { acked: (await people.command(text, { user, channel }).acked)?.ms ?? null };
    case 'mention':
      return { acked: (await people.mention(text, { user, channel, thread }).acked)?.ms ?? null };
    case 'direct':
      return { acked: (await people.direct(text, { user, thread }).acked)?.ms ?? null };
    case 'press': {
      const message = slack.team().message(channel, given.ts);
      const control = controlsIn(message?.blocks).find(
        ({ label, options }) => label === given.label || options.some(({ value }) => value === given.value),
      );
      if (!message || !control) return { error: 'no such control' };
      const press = people.press(message, control.id, {
        user,
        ...(given.value !== undefined && { value: given.value }),
      });
      return { acked: (await press.acked)?.ms ?? null };
    }
    case 'messages':
      return {
        messages: slack.team().messages.map((message) => ({
          ...message,
          blocks: textOf(message.blocks),
          controls: controlsIn(message.blocks).map(({ label, options }) => ({ label, options })),
        })),
      };
    case 'load':
      return load(slack, given);
  }
}
