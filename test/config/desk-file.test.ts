import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Desk } from '../../src/desk/desk.ts';
import { NO_DESK_KNOWLEDGE } from '../../src/desk/knowledge/desk-knowledge.ts';
import { readDeskFile } from '../../src/desk/desk-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'op25b-desk-file-'));
const file = join(folder, 'desk.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

function read(yaml: string): Desk {
  writeFileSync(file, yaml);
  return readDeskFile(file);
}

describe('readDeskFile', () => {
  it('reads every entry', () => {
    const yaml = `
name: Help desk
contact: help@desk.example
ehloName: probe.desk.example
probeContact: abuse@desk.example
deny: [smtp.shy.example, .shy.example, 192.0.2.1, "2001:db8::/32"]
keepDays: 90
slack: { channel: C0123456789, workspace: T0123456789 }
discord: { channel: "1234567890123456789" }
people: [{ slack: U1 }, { discord: 1234567890123456789, may: [claim] }]
limits: { personPerMinute: 10, workspacePerMinute: 200, targetPerMinute: 3, addressPerMinute: 4, blockPerHour: 5 }
`;
    expect(read(yaml)).toEqual({
      name: { ja: 'Help desk', en: 'Help desk' },
      contact: 'help@desk.example',
      hours: null,
      ehloName: 'probe.desk.example',
      probeContact: 'abuse@desk.example',
      deny: ['smtp.shy.example', '.shy.example', '192.0.2.1', '2001:db8::/32'],
      keepDays: 90,
      slack: { channel: 'C0123456789', workspace: 'T0123456789' },
      discord: { channel: '1234567890123456789' },
      people: [
        { platform: 'slack', id: 'U1', may: ['claim', 'resolve', 'figures'] },
        { platform: 'discord', id: '1234567890123456789', may: ['claim'] },
      ],
      limits: {
        personPerMinute: 10,
        workspacePerMinute: 200,
        targetPerMinute: 3,
        addressPerMinute: 4,
        blockPerHour: 5,
      },
      knowledge: NO_DESK_KNOWLEDGE,
    });
  });

  it('needs none of them', () => {
    expect(read('')).toMatchObject({ keepDays: 30, slack: null, discord: null, limits: { personPerMinute: null } });
    expect(read('slack: { channel: C1 }').slack).toEqual({ channel: 'C1', workspace: null });
  });

  it('keeps every digit of a channel id that has no quotes', () => {
    expect(read('discord: { channel: 1234567890123456789 }').discord).toEqual({ channel: '1234567890123456789' });
  });

  it.each([
    ['keepDays: 0', 'keepDays must be a whole number from 1 to 3650'],
    ['keepDays: 1.5', 'keepDays must'],
    ['keepDays: 99999999999999999999', 'keepDays must'],
    ['keepDays: forever', 'keepDays must'],
    ['slack: { channel: "#helpdesk" }', 'slack.channel must be the id of a channel (C0123456789'],
    ['slack: C0123456789', 'slack must be of type object'],
    ['discord: { channel: helpdesk }', 'discord.channel must be the id of a channel: digits only'],
    ['discord: { channel: 1.5 }', 'discord.channel must be the id of a channel: digits only'],
    ['discord: { chanel: 1 }', 'discord'],
    ['people: [{ slack: hanako }]', 'people.0.slack must be the id of a person (U0123456789), not a name'],
    ['people: [{ slack: U1, may: [everything] }]', 'people.0 must be'],
    ['people: [{ slack: U1, discord: 1 }]', 'people.0 has unknown fields (discord)'],
    ['limits: { personPerMinute: -1 }', 'limits.personPerMinute must be a whole number'],
    ['ehloName: bot', 'ehloName must be the full name of this machine'],
    ['deny: [shy example]', 'deny.0 must be a name (smtp.example.jp), a domain'],
    ['limits: { personPerHour: 1 }', 'limits has unknown fields (personPerHour)'],
  ])('refuses %j: %s', (yaml, message) => {
    expect(() => read(yaml)).toThrow(`${file}: ${message}`);
  });
});
