import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

type Ran = { code: number | null; out: string; err: string };

async function run(args: string[], options: { env?: Record<string, string>; input?: string } = {}): Promise<Ran> {
  const child = spawn(process.execPath, ['src/op25b.js', ...args], {
    env: { ...process.env, LANG: 'C', NO_COLOR: '1', ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(options.input ?? '');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, err };
}

const lines = (out: string): unknown[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('op25b', () => {
  it.each([
    [[], 'a command is missing'],
    [['frobnicate'], 'there is no command "frobnicate"'],
    [['check'], 'check takes one server'],
    [['check', 'a.example', 'b.example'], 'check takes one server'],
    [['check', 'a.example', '--ports', '25,80'], '--ports takes 25, 465, 587, 2525, not "80"'],
    [['check', 'a.example', '--lang', 'fr'], '--lang takes ja or en'],
    [['chat', '--loud'], "Unknown option '--loud'"],
  ])('answers %j with one clear line and exit code 2', async (args, message) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it.each([
    ['OP25B_DNS', 'nowhere'],
    ['OP25B_ALLOW_NETWORKS', '10.0.0.0/99'],
    ['OP25B_CALIBRATION', 'mx.example.net:80'],
    ['OP25B_HTTP', 'eight'],
    ['OP25B_DESK', '/no/such/desk.yaml'],
  ])('names %s and the remedy when it is malformed', async (name, value) => {
    const { code, err } = await run(['check', 'smtp.example.jp'], { env: { [name]: value } });
    expect(code).toBe(2);
    expect(err).toContain(name);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it.each([
    ['name: [', 'is not valid YAML'],
    ['contakt: a@desk.example', 'contakt'],
    ['contact: 12', 'contact'],
  ])('names what is wrong in a desk file %j', async (content, message) => {
    const folder = await mkdtemp(join(tmpdir(), 'op25b-desk-'));
    const file = join(folder, 'desk.yaml');
    await writeFile(file, content);
    const { code, err } = await run(['check', 'smtp.example.jp'], { env: { OP25B_DESK: file } });
    await rm(folder, { recursive: true });
    expect(code).toBe(2);
    expect(err).toContain(file);
    expect(err).toContain(message);
  });

  it('shows its usage', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('op25b check');
  });
});

describe('op25b check', () => {
  it.each([
    ['127.0.0.1', 'target-refused'],
    ['[::1]', 'target-refused'],
    ['169.254.169.254', 'target-refused'],
    ['[::ffff:10.0.0.1]', 'target-refused'],
    ['0177.0.0.1', 'target-invalid'],
    ['2130706433', 'target-invalid'],
    ['smtp.example.jp:22', 'port-not-mail'],
    ['not a server', 'target-invalid'],
  ])('refuses %s with exit code 2', async (target, expected) => {
    const { code, out } = await run(['check', target, '--json']);
    expect(code).toBe(2);
    expect(lines(out)).toMatchObject([{ type: 'error', code: expected }]);
  });

  it('says why in the language that is asked for', async () => {
    const { err } = await run(['check', '127.0.0.1', '--lang', 'ja']);
    expect(err).toContain('公開されたアドレスではない');
  });
});

describe('op25b chat --jsonl', () => {
  it('answers a line that is no JSON, or no known form, with an error and goes on', async () => {
    const { code, out } = await run(['chat', '--jsonl', '--lang', 'ja'], {
      input: 'hello\n{"txt":1}\n{"answer":"nonsense","value":"1"}\n{"text":"メールが送れません"}\n',
    });
    expect(code).toBe(0);
    const written = lines(out);
    expect(written.slice(0, 3)).toMatchObject(
      Array.from({ length: 3 }, () => ({ type: 'error', code: 'input-malformed' })),
    );
    expect(written[3]).toMatchObject({ type: 'message', question: { id: 'server' } });
  });

  it('ends with the end of input', async () => {
    const { code, out } = await run(['chat', '--jsonl']);
    expect([code, out]).toEqual([0, '']);
  });

  it('changes the language by command', async () => {
    const { out } = await run(['chat', '--jsonl', '--lang', 'ja'], {
      input: '{"text":"メールが送れません"}\n{"command":"lang:en"}\n{"command":"end"}\n',
    });
    expect(lines(out)).toMatchObject([
      { type: 'message', id: 'm1' },
      { type: 'message', id: 'm2', text: expect.stringContaining('What is the name of your outgoing mail server') },
      { type: 'message', id: 'm3' },
      { type: 'end', resolved: false },
    ]);
  });

  it('refuses a private server and asks for another', async () => {
    const { out } = await run(['chat', '--jsonl', '--lang', 'en'], { input: '{"text":"My server is 10.1.2.3"}\n' });
    expect(lines(out)).toContainEqual(expect.objectContaining({ type: 'error', code: 'target-refused' }));
    expect(lines(out).at(-1)).toMatchObject({ question: { id: 'server' } });
  });
});

describe('op25b serve', () => {
  it('holds the conversation on the terminal when no platform is configured', async () => {
    const { code, out } = await run(['serve'], { input: "I can't send mail\nquit\n" });
    expect(code).toBe(0);
    expect(out).toContain('Neither Slack nor Discord is configured');
    expect(out).toContain('outgoing mail server');
  });
});
