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
keepDays: 90
slack: { channel: C0123456789, workspace: T0123456789 }
discord: { channel: "1234567890123456789" }
limits: { personPerMinute: 10, workspacePerMinute: 200, targetPerMinute: 3 }
`;
    expect(read(yaml)).toEqual({
      name: { ja: 'Help desk', en: 'Help desk' },
      contact: 'help@desk.example',
      hours: null,
      ehloName: 'probe.desk.example',
      keepDays: 90,
      slack: { channel: 'C0123456789', workspace: 'T0123456789' },
      discord: { channel: '1234567890123456789' },
      limits: { personPerMinute: 10, workspacePerMinute: 200, targetPerMinute: 3 },
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
    ['limits: { personPerMinute: -1 }', 'limits.personPerMinute must be a whole number'],
    ['limits: { personPerHour: 1 }', 'limits has unknown fields (personPerHour)'],
  ])('refuses %j: %s', (yaml, message) => {
    expect(() => read(yaml)).toThrow(`${file}: ${message}`);
  });
});
