import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UNRELATED_HOST, UNRELATED_SUBMISSION_HOST, WEB_HOST } from '../../src/diagnosis/reading/self-check-command.ts';
import { chat, lastDiagnosis } from './chat-session.ts';
import type { ChatMessage, Talk } from './chat-session.ts';
import { describeNetlab } from './describe-netlab.ts';
import type { LineMode } from './line.ts';
import { runInNamespace } from './namespace.ts';
import { startNetlab } from './netlab.ts';
import type { Netlab } from './netlab.ts';
import { MAIL_HOST } from './topology.ts';

const OPENING = {
  ja: `昨日から急にメールが送れません。受信はできます。送信サーバーは ${MAIL_HOST} です`,
  en: `I suddenly cannot send mail. Receiving still works. My outgoing server is ${MAIL_HOST}`,
} as const;

describeNetlab('a whole conversation, with both sides on real networks', () => {
  let lab: Netlab;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'op25b-chat-'));
    lab = await startNetlab({ unrelatedNames: [UNRELATED_HOST, UNRELATED_SUBMISSION_HOST], webNames: [WEB_HOST] });
  });
  afterAll(() => {
    lab?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Does on the person's own device what the bot asks: runs its command there and gives what it printed. */
  async function runOnTheirDevice(message: ChatMessage): Promise<string> {
    const command = message.text.split('\n').find((text) => text.includes('/dev/tcp'));
    if (command === undefined) throw new Error(`no command for macOS and Linux in: ${message.text}`);
    const { stdout, stderr } = await runInNamespace(lab.places.user, 'bash', ['-c', command.trim()], {
      timeoutMs: 25_000,
    });
    expect(stdout.trim(), stderr).not.toBe('');
    return stdout;
  }

  function talkOver(mode: LineMode, language: 'ja' | 'en'): Promise<Talk> {
    lab.setLine(mode);
    return chat(lab, folder, {
      language,
      opening: OPENING[language],
      answers: {
        server: MAIL_HOST,
        client: 'thunderbird',
        port: '25',
        encryption: 'none',
        error: 'none',
        receive: 'works',
        scope: 'all-recipients',
        change: 'nothing',
        'other-network': 'not-tried',
        'self-check': runOnTheirDevice,
        worked: 'yes',
      },
    });
  }

  test.each<[LineMode, 'ja' | 'en']>([
    ['op25b-drop', 'ja'],
    ['op25b-drop', 'en'],
    ['op25b-reset', 'ja'],
    ['op25b-reset', 'en'],
    ['op25b-reject', 'en'],
  ])('over a line in mode %s, in %s, it ends in OP25B for certain and port 587', async (mode, language) => {
    const talk = await talkOver(mode, language);
    const diagnosis = lastDiagnosis(talk);
    expect(diagnosis?.causes[0], JSON.stringify(talk, null, 1)).toMatchObject({ id: 'op25b', certainty: 'confirmed' });
    expect(diagnosis?.remedy).toMatchObject({ host: MAIL_HOST, port: 587, encryption: 'starttls' });
    expect(diagnosis?.remedy?.steps.join('\n')).toContain('587');
    expect(talk.lines.at(-1)).toEqual({ type: 'end', resolved: true });
    expect(talk.exitCode).toBe(0);
  });

  test.each<['ja' | 'en']>([['ja'], ['en']])(
    'where all mail is blocked, in %s, it does not blame OP25B',
    async (language) => {
      const talk = await talkOver('all-mail-blocked', language);
      const first = lastDiagnosis(talk)?.causes[0];
      expect(['network-blocks-mail', 'ip-banned'], JSON.stringify(talk, null, 1)).toContain(first?.id);
      expect(lastDiagnosis(talk)?.causes).not.toContainEqual(
        expect.objectContaining({ id: 'op25b', certainty: 'confirmed' }),
      );
    },
  );

  test('on an open line it does not blame OP25B', async () => {
    const talk = await talkOver('open', 'en');
    const causes = lastDiagnosis(talk)?.causes ?? [];
    expect(causes, JSON.stringify(talk, null, 1)).not.toContainEqual(
      expect.objectContaining({ id: 'op25b', certainty: expect.stringMatching(/confirmed|likely/) }),
    );
  });
});
