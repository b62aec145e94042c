import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { selfCheckCommand, UnsafeHostError } from '../../../src/diagnosis/reading/self-check-command.ts';
import { reading } from './knowledge.ts';

const run = promisify(execFile);
const opened: Server[] = [];
const sockets = new Set<Socket>();

async function listen(greeting: string | null): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    if (greeting !== null) socket.write(greeting);
  });
  opened.push(server);
  return await new Promise((resolve, reject) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
      else reject(new Error('no port'));
    });
  });
}

async function closedPort(): Promise<number> {
  const port = await listen(null);
  const server = opened.pop();
  await new Promise((resolve) => server?.close(resolve));
  return port;
}

/**
 * A port that answers nothing: its listener never accepts and its queue of one is full, so that Linux drops further SYNs.
 * Gives the port and what must be ended afterwards.
 */
async function silentPort(): Promise<{ port: number; listener: ChildProcess; fillers: Socket[] }> {
  const script = `
    const server = require('node:net').createServer();
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      require('node:fs').writeSync(1, String(server.address().port));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const listener = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [data] = await once(listener.stdout, 'data');
  const port = Number(String(data));
  const fillers = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  await once(fillers[0] ?? listener, 'connect');
  await new Promise((resolve) => setTimeout(resolve, 200));
  return { port, listener, fillers };
}

let greets = 0;
let mute = 0;
let refuses = 0;
let rejects = 0;

beforeAll(async () => {
  greets = await listen('220 mail.example ESMTP\r\n');
  rejects = await listen('554 no service\r\n');
  mute = await listen(null);
  refuses = await closedPort();
});

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(opened.map((server) => new Promise((resolve) => server.close(resolve))));
});

describe('the command for macOS and Linux', () => {
  test('tells open, open and mute, and refused ports apart, in one line that is read back', async () => {
    const command = selfCheckCommand('127.0.0.1', 'sh', {
      ports: [greets, mute, refuses],
      unrelatedHost: '127.0.0.1',
      unrelatedPort: refuses,
      unrelatedSubmissionHost: '127.0.0.1',
      unrelatedSubmissionPort: rejects,
      webHost: '127.0.0.1',
      webPort: mute,
    });
    const { stdout, stderr } = await run('sh', ['-c', command]);
    expect(stderr).toBe('');
    expect(stdout).toBe(
      `OP25B1 127.0.0.1 ${greets}=open+220 ${mute}=open ${refuses}=refused x25=refused x587=open+554 web=open\n`,
    );
    expect(reading(stdout).selfCheck).toEqual({
      tool: 'op25b',
      ports: [
        { host: '127.0.0.1', port: greets, state: 'open', greeting: true },
        { host: '127.0.0.1', port: mute, state: 'open', greeting: false },
        { host: '127.0.0.1', port: refuses, state: 'refused', greeting: null },
      ],
      unrelated25: 'refused',
      unrelated587: 'open',
      web: 'works',
      certificateIssuer: null,
      antivirus: null,
    });
  });

  test.skipIf(process.platform !== 'linux')(
    'a silent port is a time-out, and the others are told all the same',
    async () => {
      const { port, listener, fillers } = await silentPort();
      try {
        const elsewhere = { unrelatedHost: '127.0.0.1', unrelatedSubmissionHost: '127.0.0.1', webHost: '127.0.0.1' };
        const ports = { unrelatedPort: port, unrelatedSubmissionPort: greets, webPort: refuses };
        const command = selfCheckCommand('127.0.0.1', 'sh', { ...elsewhere, ...ports, ports: [port, greets] });
        const { stdout } = await run('sh', ['-c', command]);
        expect(stdout).toBe(
          `OP25B1 127.0.0.1 ${port}=timeout ${greets}=open+220 x25=timeout x587=open+220 web=refused\n`,
        );
      } finally {
        for (const filler of fillers) filler.destroy();
        listener.kill('SIGKILL');
        await once(listener, 'exit');
      }
    },
  );

  test('a name that does not exist is told as such', async () => {
    const local = {
      unrelatedHost: '127.0.0.1',
      unrelatedPort: greets,
      unrelatedSubmissionHost: '127.0.0.1',
      unrelatedSubmissionPort: greets,
      webHost: '127.0.0.1',
      webPort: greets,
    };
    const { stdout } = await run('sh', [
      '-c',
      selfCheckCommand('no-such-host.invalid', 'sh', { ...local, ports: [25] }),
    ]);
    // A resolver that cannot be reached keeps the look-up waiting until the command gives up.
    expect(stdout).toMatch(
      /^OP25B1 no-such-host\.invalid 25=(?:dns|timeout) x25=open\+220 x587=open\+220 web=open\S*\n$/,
    );
  });

  test('uses only what bash 3.2 has', () => {
    const command = selfCheckCommand('smtp.example.jp', 'sh');
    expect(command).toMatch(/^bash -c '[^']{1,2000}'$/);
    expect(command).not.toMatch(/\btimeout \d|\$\{\w+[,^]|declare -A|mapfile|readarray|wait -n|&>>|\|&|EPOCH|%\(/);
  });

  test('tries the three ports, unrelated hosts and the web', () => {
    const command = selfCheckCommand('smtp.example.jp', 'sh');
    for (const target of [
      'smtp.example.jp 25 g',
      'smtp.example.jp 465"',
      'smtp.example.jp 587 g',
      'gmail-smtp-in.l.google.com 25 g',
      'smtp.gmail.com 587 g',
      'www.google.com 443"',
    ]) {
      expect(command).toContain(`"${target}`);
    }
  });
});

/** PowerShell does not run here: what can be checked is the form. */
describe('the command for Windows', () => {
  const command = selfCheckCommand('smtp.example.jp', 'powershell');

  test('is one line with balanced brackets and quotes', () => {
    expect(command).not.toContain('\n');
    const code = command.replace(/'[^']*'/g, "''");
    for (const [open, close] of [
      ['(', ')'],
      ['{', '}'],
      ['[', ']'],
    ] as const)
      expect(code.split(open).length).toBe(code.split(close).length);
    expect(command.split("'").length % 2).toBe(1);
    expect(command.split('"').length % 2).toBe(1);
  });

  test('uses no modules and nothing newer than PowerShell 5.1', () => {
    expect(command).toContain('ConnectAsync');
    expect(command).not.toMatch(/Test-NetConnection|Import-Module|-Parallel|\?\?|\?\.|&&|\|\||ternary/);
  });

  test('waits for a bounded time', () => {
    const waits = [...command.matchAll(/,(\d{4,5})\)/g)].map((match) => Number(match[1]));
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(15_000);
    expect(waits).toHaveLength(2);
  });

  test('tries the three ports, unrelated hosts and the web, and prints the versioned line', () => {
    for (const target of [
      "'25','smtp.example.jp',25,1",
      "'465','smtp.example.jp',465,0",
      "'587','smtp.example.jp',587,1",
      "'x25','gmail-smtp-in.l.google.com',25,1",
      "'x587','smtp.gmail.com',587,1",
      "'web','www.google.com',443,0",
    ]) {
      expect(command).toContain(target);
    }
    expect(command).toContain('"OP25B1 smtp.example.jp "+');
  });

  test('takes an IPv6 address', () => {
    expect(selfCheckCommand('2001:db8::5', 'powershell')).toContain("'2001:db8::5',25,1,'InterNetworkV6'");
  });
});

describe('hosts that must not get into a command', () => {
  test.each([
    "a'; rm -rf /",
    'a$(id)',
    'a`id`',
    'a b',
    'a"b',
    'a\nb',
    '',
    '-x',
    'a|b',
    'a&b',
    'a;b',
    'ａ.jp',
    '日本語.jp',
    'a/b',
    `${'a'.repeat(300)}`,
    '$IFS',
  ])('%j', (host) => {
    for (const shell of ['sh', 'powershell'] as const)
      expect(() => selfCheckCommand(host, shell)).toThrow(UnsafeHostError);
  });
});
