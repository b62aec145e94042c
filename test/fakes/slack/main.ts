import { createInterface } from 'node:readline';
import { FakePeople } from './fake-people.ts';
import { FakeSlack } from './fake-slack.ts';

/**
 * The fake as a process of its own: `node test/fakes/slack/main.ts [port]`. Prints one line of JSON with its port and
 * tokens. Each line of input is one thing that a person does, `{"command":"smtp.example.jp","user":"U1","channel":"C1"}`,
 * `{"mention":"…"}` or `{"direct":"…"}`, answered by `{"acked":<milliseconds or null>}`. Ends with its input.
 */
const slack = await FakeSlack.start({ port: Number(process.argv[2] ?? 0) });
const people = new FakePeople(slack);
const print = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);

print({ port: slack.port, apiUrl: slack.apiUrl, appToken: slack.appToken, botToken: slack.team().botToken });

for await (const line of createInterface({ input: process.stdin })) {
  const given: unknown = JSON.parse(line);
  const { command, mention, direct, ...where } = Object.fromEntries(
    Object.entries(Object(given)).map(([key, value]) => [key, String(value)]),
  );
  const sent =
    command === undefined
      ? mention === undefined
        ? people.direct(direct ?? '', where)
        : people.mention(mention, where)
      : people.command(command, where);
  void sent.acked.then((ack) => print({ acked: ack?.ms ?? null }));
}
await slack.close();
