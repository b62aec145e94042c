import { once } from 'node:events';
import { createServer } from 'node:net';
import { HostileSession } from './hostile-session.ts';

/** A server that greets on 587 of each address it is given, and goes on for ever on those marked so; prints `ready`. */

const GREETING = '220 mail.hostile.example ESMTP\r\n';

for (const word of process.argv.slice(2)) {
  const [address = '', endless] = word.split('=');
  const server = createServer((socket) => {
    const session = new HostileSession(socket);
    if (endless === 'endless') void session.flood('220-please wait\r\n');
    else session.say(GREETING);
  });
  server.listen(587, address);
  await once(server, 'listening');
}
console.log('ready');
