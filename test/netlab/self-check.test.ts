import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  selfCheckCommand,
  UNRELATED_HOST,
  UNRELATED_SUBMISSION_HOST,
  WEB_HOST,
} from '../../src/diagnosis/reading/self-check-command.ts';
import { describeNetlab } from './describe-netlab.ts';
import type { LineMode } from './line.ts';
import { runInNamespace } from './namespace.ts';
import { startNetlab } from './netlab.ts';
import type { Netlab } from './netlab.ts';
import { MAIL_HOST } from './topology.ts';

/** What the person is promised at most. */
const LIMIT_MS = 15_000;

describeNetlab('the self-check command, run on a device behind a real router', () => {
  let lab: Netlab;
  beforeAll(async () => {
    lab = await startNetlab({ unrelatedNames: [UNRELATED_HOST, UNRELATED_SUBMISSION_HOST], webNames: [WEB_HOST] });
  });
  afterAll(() => lab?.close());

  const submissionOpen = '465=open 587=open+220';
  test.each<[LineMode, string]>([
    ['open', `25=open+220 ${submissionOpen} x25=open+220 x587=open+220 web=open`],
    ['op25b-drop', `25=timeout ${submissionOpen} x25=timeout x587=open+220 web=open`],
    ['op25b-reset', `25=refused ${submissionOpen} x25=refused x587=open+220 web=open`],
    ['op25b-reject', `25=unreachable ${submissionOpen} x25=unreachable x587=open+220 web=open`],
    ['all-mail-blocked', '25=timeout 465=timeout 587=timeout x25=timeout x587=timeout web=open'],
  ])('on a line in mode %s it prints: %s', async (mode, states) => {
    lab.setLine(mode);
    const command = selfCheckCommand(MAIL_HOST, 'sh');
    const outcome = await runInNamespace(lab.places.user, 'sh', ['-c', command], { timeoutMs: LIMIT_MS });
    expect(outcome).toMatchObject({ code: 0, stdout: `OP25B1 ${MAIL_HOST} ${states}\n` });
  });
});
