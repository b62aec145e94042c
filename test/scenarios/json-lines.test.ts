import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/message/message.ts';
import { holdConversation, type Chat } from './hold-conversation.ts';
import { expectOutcome, ResultTable } from './result-table.ts';
import { sample } from './sample.ts';
import { startScenarioLab, type ScenarioLab } from './scenario-lab.ts';
import { loadScenarios } from './scenario.ts';

const scenarios = loadScenarios();
const SAMPLES = { ja: sample(scenarios, 14), en: sample(scenarios, 14, 7) };
/** Addresses of this run alone, so that two runs on one machine do not meet (RFC 1122: all of 127/8 is loopback). */
const NETWORK = `127.${1 + (process.pid % 250)}.${1 + (Math.floor(process.pid / 250) % 250)}`;
const maySkip = process.getuid?.() === 0 || process.env['CI'] === 'true';
if (!maySkip) console.log('skipped: scenarios through `chat --jsonl` need root, to listen on the mail ports');

let lab: ScenarioLab;

function openChat(language: Language): Chat {
  const child = spawn(process.execPath, ['src/op25b.js', 'chat', '--jsonl'], {
    env: {
      ...process.env,
      LANG: language === 'ja' ? 'ja_JP.UTF-8' : 'C',
      OP25B_DNS: lab.dns,
      OP25B_ALLOW_NETWORKS: `${NETWORK}.0/24`,
      OP25B_CALIBRATION: lab.calibration.map(({ host, port }) => `${host}:${port}`).join(','),
      NODE_EXTRA_CA_CERTS: lab.pemFile,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return {
    send: (line) => child.stdin.write(`${JSON.stringify(line)}\n`),
    lines: createInterface({ input: child.stdout }),
    async close() {
      child.stdin.end();
      child.stdout.resume();
      const [code] = await once(child, 'close');
      expect(code).toBe(0);
    },
  };
}

describe.skipIf(!maySkip)('whole conversations through `op25b chat --jsonl`', () => {
  beforeAll(async () => {
    lab = await startScenarioLab(scenarios, NETWORK, true);
  });
  afterAll(() => lab?.close());

  describe.each(LANGUAGES)('in %s', (language) => {
    const table = new ResultTable();

    it.concurrent.each(SAMPLES[language])('$id', { timeout: 60_000 }, async (scenario) => {
      const held = await holdConversation(scenario, language, openChat(language));
      table.add(scenario, held);
      expectOutcome(scenario, language, held);
    });

    afterAll(() => table.print(`scenarios through chat --jsonl, ${language}`));
  });
});
