import { describe, expect, it } from 'vitest';
import { runOp25b } from '../packaging/run-op25b.ts';
import { checkDesk } from '../../src/desk/checked-desk.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { deskFolder, WHOLE_DESK } from './desk-files.ts';

const base = loadKnowledge();
const { write } = deskFolder();

function problemsOf(yaml: string): string[] {
  return checkDesk(yaml, base).problems.map(({ line, entry, remedy }) => `${line}: ${entry} ${remedy}`);
}

describe('op25b desk check', () => {
  it('says what a good file holds, with exit code 0', () => {
    const file = write(WHOLE_DESK);
    const { code, stdout } = runOp25b(['desk', 'check', file]);
    expect(stdout).toBe(`${file}: good (servers 1, lines 1, notices 1, wording 1, causes 1, clients 1)\n`);
    expect(code).toBe(0);
  });

  it('says each problem with file, line and remedy, with exit code 2', () => {
    const file = write('keepDays: 0\nslack:\n  channel: help\n');
    const { code, stderr } = runOp25b(['desk', 'check', file]);
    expect(stderr.split('\n')).toEqual([
      `${file}:1: keepDays must be a whole number from 1 to 3650`,
      expect.stringMatching(`^${file}:3: slack.channel must be the id of a channel`),
      '',
    ]);
    expect(code).toBe(2);
  });

  it('looks at the file that the bot would take', () => {
    const file = write('colour: red\n');
    expect(runOp25b(['desk', 'check'], { OP25B_DESK: file }).stderr).toContain(`${file}:1: `);
  });

  it.each([
    [['desk'], 'op25b desk check'],
    [['desk', 'check', 'a', 'b'], 'op25b desk check'],
    [['desk', 'check', '/nowhere/desk.yaml'], '/nowhere/desk.yaml cannot be read'],
  ])('refuses %j', (args, words) => {
    const { code, stderr } = runOp25b(args);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
  });
});

describe('a desk file', () => {
  it('without fault has no problems', () => {
    expect(problemsOf(WHOLE_DESK)).toEqual([]);
    expect(problemsOf('')).toEqual([]);
  });

  it('that is no YAML is told of by line', () => {
    expect(problemsOf('name: a\ncontact: "b\n')).toEqual([expect.stringMatching(/^[23]: {2}is not valid YAML/)]);
    expect(problemsOf('name: a\nname: b\n')).toEqual([expect.stringMatching(/^2: {2}is not valid YAML/)]);
    expect(problemsOf('- a list')).toEqual([expect.stringMatching(/^1: /)]);
  });

  it.each([
    ['port: 465', 'port: 25', 'port: 25', 'servers.0.routes.0.port must be one of 465, 587, 2525'],
    [
      'smtp.office.example, port',
      '192.0.2.1:25, port',
      '192.0.2.1:25, port',
      'servers.0.routes.0.host must be a name in lower case',
    ],
    ['id: office-mail', 'id: gmail', 'id: gmail', 'servers.0.id "gmail" is taken'],
    [
      '[office.example]',
      '[office.example, office.example]',
      '[office.example, office.example]',
      'servers.0.domains.1 "office.example" belongs to',
    ],
    ['587: no', '587: never', '587: never', 'lines.0.blocks.587 must be one of yes, no, unknown'],
    ['id: osaka-office', 'id: Osaka', 'id: Osaka', 'lines.0.id must be lower-case words'],
    ['id: osaka-office', 'id: ocn', 'id: ocn', 'lines.0.id "ocn" is taken'],
    ['2026-11-23T09:00+09:00', '9 o’clock', '9 o’clock', 'notices.0.from must be a time with its zone'],
    ['2026-11-23T09:00+09:00', '2026-11-23T09:00', '2026-11-23T09:00', 'notices.0.from must be a time with its zone'],
    [
      '2026-11-23T09:00+09:00',
      '2026-13-41T09:00+09:00',
      '2026-13-41T09:00+09:00',
      'notices.0.from must be a time with its zone',
    ],
    ['2026-11-23T09:00+09:00', '2026-12-23T09:00+09:00', 'server:', 'notices.0 must have "from" before "until"'],
    ['server: smtp.office.example', 'domain: ""', 'domain: ""', 'notices.0.domain must be a name'],
    ['text: { ja: 15時まで停止しています。, ', 'text: { ', 'text:', 'notices.0.text must be a text, or one text each'],
    [
      'conversation:greeting',
      'conversation:hello',
      'conversation:hello',
      'wording.conversation:hello is no text of the bot',
    ],
    ['conversation:greeting', 'conversation', 'conversation', 'wording.conversation is no text of the bot'],
    [
      'conversation:greeting',
      'conversation:constructor',
      'conversation:constructor',
      'wording.conversation:constructor is no text of the bot',
    ],
    [
      'The IT bot here.',
      '"I am {{name}}"',
      '"I am {{name}}"',
      'wording.conversation:greeting.en holds {{name}}, which nobody fills in',
    ],
    [
      'conversation:greeting',
      'conversation:hand-off.reference',
      'conversation:hand-off.reference',
      'ja must hold {{reference}}',
    ],
    ['remedy: pass-the-proxy', 'remedy: nothing', 'remedy: nothing', 'causes.0.remedy names no remedy: "nothing"'],
    ['id: proxy-blocks-mail', 'id: op25b', 'id: op25b', 'causes.0.id "op25b" is taken'],
    [
      'place: 0.99',
      'plaice: 0.99',
      'plaice: 0.99',
      'causes.0.expects.change.plaice cannot be "plaice"; it is one of nothing',
    ],
    ['place: 0.99', 'place: 0.99, line: 0.5', 'place: 0.99, line: 0.5', 'causes.0.expects.change adds up to 1.49'],
    [
      'excludedBy: [{ receive: fails }]',
      'excludedBy: [{ colour: red }]',
      'colour: red',
      'causes.0.excludedBy.0.colour is no feature',
    ],
    ['seenFrom: [settings, person]', 'seenFrom: [dns]', 'seenFrom:', 'causes.0.seenFrom must hold the vantage'],
    ['before: [ask-proxy]', 'before: [ask]', 'ja: { ask-proxy', 'remedies.0.words.ja lacks the text of "ask"'],
    [
      'before: [ask-proxy]',
      'when: { port: 25 }, before: [ask-proxy]',
      'variants:',
      'remedies.0.variants must end in an entry',
    ],
    ["'ポートを {{port}} にします。'", "'{{prot}}'", "'{{prot}}'", 'clients.0.words.ja.steps.port holds {{prot}}'],
    ['{ id: open }', '{ id: start }', 'steps: { open: 巣箱', 'clients.0.words.ja.steps lacks the text of "start"'],
    ['kind: mail-program', 'kind: pigeon', 'kind: pigeon', 'clients.0.kind must be one of'],
    ['aliases: [はとメール]', 'alias: はとメール', 'alias: はとメール', 'clients.0 has unknown fields (alias)'],
  ])('with %j as %j is refused at the right line', (right, wrong, place, words) => {
    expect(WHOLE_DESK).toContain(right);
    const yaml = WHOLE_DESK.replace(right, wrong);
    const line = yaml.split('\n').findIndex((text) => text.includes(place)) + 1;
    const problems = problemsOf(yaml);
    expect(problems.find((problem) => problem.includes(words))).toMatch(new RegExp(`^${line}: `));
  });

  it('may hold each kind of row twice, but no id', () => {
    const line = '{ id: shop, name: Shop, blocks: {} }';
    expect(problemsOf(`lines: [${line}, ${line}]`)).toEqual(['1: lines.1.id "shop" stands here twice; choose another']);
  });
});
