import * as fc from 'fast-check';
import { ConfigError } from '../../src/config-error.ts';
import { readConfig } from '../../src/config.ts';
import { checkDesk } from '../../src/desk/checked-desk.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { fuzzed } from './fuzzed.ts';
import { texts } from './texts.ts';

const NAMES = [
  'DATABASE_URL',
  'LOG_LEVEL',
  'OP25B_HTTP',
  'OP25B_DNS',
  'OP25B_ALLOW_NETWORKS',
  'OP25B_CALIBRATION',
  'OP25B_DATA_DIR',
  'OP25B_SECRET_KEY',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'SLACK_API_URL',
  'DISCORD_TOKEN',
  'DISCORD_API_URL',
  'DISCORD_SHARDS',
];
const VALUES = [
  'xoxb-',
  'xapp-',
  'info',
  '0.0.0.0:8080',
  '[::1]:53',
  'postgres://a:b@b/c',
  '10.0.0.0/8',
  ',',
  ':',
  '/',
  ' ',
  '\n',
  '587',
  '99999',
  '-1',
  'mx.example.net:25',
  'https://',
  'MTIz.',
  '0',
  'auto',
  'AAAA',
  '__proto__',
];
/** Values of these are repeated in no error: they are secrets. */
const SECRET = /SECRET|TOKEN|DATABASE_URL/;
const HIDDEN = 'hidden';

const environment = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), texts(VALUES, 5)), { maxLength: 8 })
  .map((pairs) => Object.fromEntries(pairs.map(([name, value]) => [name, SECRET.test(name) ? value + HIDDEN : value])));

const YAML = [
  'name: ',
  'contact: ',
  'keepDays: ',
  'slack: ',
  'channel: ',
  'limits: ',
  'people: ',
  'servers:',
  'lines:',
  'notices:',
  'wording:',
  'deny: ',
  'causes: ',
  'clients:',
  '\n',
  '\n  ',
  '\n  - ',
  '- ',
  ': ',
  '{',
  '}',
  '[',
  ']',
  ',',
  '"',
  "'",
  '|',
  '>',
  '&a ',
  '*a',
  '<<: *a',
  '!!js/function ',
  '!!binary ',
  '---\n',
  '...\n',
  '#',
  '\t',
  '__proto__: ',
  'constructor: ',
  '1e999',
  '.nan',
  '0x10',
  'true',
  'null',
  '~',
  '? ',
  '2026-11-24',
  '\u0000',
  '\ufeff',
  'ja: 窓口',
  'en: desk',
];
const knowledge = loadKnowledge();

export const settings = [
  fuzzed('settings-are-taken-or-named', environment, async (env) => {
    try {
      await readConfig(env);
      return true;
    } catch (error) {
      return error instanceof ConfigError && !error.message.includes('\n') && !error.message.includes(HIDDEN);
    }
  }),
  fuzzed('desk-files-are-taken-or-explained', texts(YAML, 25), (yaml) => {
    const { desk, problems } = checkDesk(yaml, knowledge);
    return (desk === null) === problems.length > 0 && problems.every(({ line, remedy }) => line >= 1 && remedy !== '');
  }),
];
