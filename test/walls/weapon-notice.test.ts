import { expect, it } from 'vitest';
import { RESOURCES } from '../../src/message/resources.ts';
import { createTranslator } from '../../src/message/translator.ts';
import { startHttpServer } from '../../src/observe/http-server.ts';
import { probeNotice } from '../../src/observe/probe-notice.ts';

it('whoever looks the bot up reads in both languages who it is, what it does and how to be left out', async () => {
  const server = await startHttpServer({ host: '127.0.0.1', port: 0 }, () => false);
  const notice = { name: 'op25b.desk.example', contact: 'abuse@desk.example', perMinute: 30 };
  server.mount('/', probeNotice(createTranslator(RESOURCES), notice));
  const at = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
  const response = await at('/');
  const body = await response.text();
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  for (const language of [/never sends mail/, /メールの送信は、一切しません/]) expect(body).toMatch(language);
  for (const told of ['op25b.desk.example', 'abuse@desk.example', 'STARTTLS', '30']) {
    expect(body.split(told)).toHaveLength(3);
  }
  expect((await at('/etc/passwd')).status).toBe(404);
  await server.close();
});
