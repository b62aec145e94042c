import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import enTexts from '../../locales/en/clients.json' with { type: 'json' };
import jaTexts from '../../locales/ja/clients.json' with { type: 'json' };
import { ENCRYPTIONS } from '../../src/knowledge/provider-words.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { SETTINGS } from '../../src/knowledge/schema.ts';
import { diagnose } from '../../src/diagnosis/diagnosis.ts';
import { gatherEvidence } from '../../src/diagnosis/evidence.ts';
import { NO_FACTS } from '../../src/diagnosis/facts.ts';
import { read } from '../../src/diagnosis/reading/read.ts';
import { chooseRemedy } from '../../src/diagnosis/remedy.ts';
import { squeezed } from './squeezed.ts';

const { clients, lines } = loadKnowledge().engine.diagnosis;
const reading = loadKnowledge().engine.reading;

const words = z.record(z.string(), z.string());
const texts = z.record(
  z.string(),
  z.strictObject({
    name: z.string(),
    steps: z.optional(words),
    notes: z.optional(words),
    encryption: z.optional(z.strictObject({ none: z.string(), starttls: z.string(), tls: z.string() })),
  }),
);
const locales = { ja: texts.parse(jaTexts), en: texts.parse(enTexts) };
const languages = ['ja', 'en'] as const;

const withSteps = clients.filter(({ steps }) => steps.length > 0);
/** Webmail has nothing to set: its steps only say whom to ask. */
const withSettings = withSteps.filter(({ id }) => id !== 'webmail-roundcube');
/** Gmail chooses the encryption itself as soon as the port is changed; in Python starttls() is called on the open connection. */
const PORT_FIRST = ['gmail-send-as', 'admin-python-smtplib'];
const portLast = withSettings.filter(({ id }) => !PORT_FIRST.includes(id));
/** Gmail and new Outlook offer no way without encryption that a source would tell of. */
const ways = (id: string) =>
  id === 'gmail-send-as' || id === 'outlook-new-windows' ? (['starttls', 'tls'] as const) : ENCRYPTIONS;

describe('clients', () => {
  it('are all the files of the folder, each under its own id', () => {
    const files = readdirSync(new URL('../../src/knowledge/data/clients/', import.meta.url));
    expect(clients.map(({ id }) => `${id}.json`).toSorted()).toEqual(files.toSorted());
  });

  it('do not connect from the person’s line where a cloud or a web server sends', () => {
    const elsewhere = clients.filter(({ connectsFrom }) => connectsFrom !== 'device').map(({ id }) => id);
    expect(elsewhere.toSorted()).toEqual([
      'gmail-send-as',
      'outlook-mobile',
      'outlook-new-windows',
      'webmail-roundcube',
    ]);
  });

  it('have steps of their own, every one', () => {
    expect(clients.filter(({ steps }) => steps.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('share no name among them', () => {
    const owners = new Map<string, string>();
    for (const { id, aliases } of clients) {
      for (const key of new Set(aliases.map(squeezed))) {
        expect(owners.get(key), `"${key}" of ${id}`).toBeUndefined();
        owners.set(key, id);
      }
    }
  });

  it.each(clients.filter(({ id }) => id !== 'other'))('$id is recognised by its own name', ({ id }) => {
    for (const language of languages) {
      const name = locales[language][id]?.name ?? '';
      expect(read(name, { pending: 'client', knowledge: reading, language }).answers.client, name).toBe(id);
    }
  });

  it.each(withSteps)('$id has steps of different ids, of which the last is always shown', ({ steps }) => {
    const ids = steps.map((step) => step.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(steps.at(-1)?.sets).toBeUndefined();
    expect(steps.at(-1)?.when).toBeUndefined();
  });

  it.each(portLast)('$id sets the encryption no later than the port', ({ id, steps }) => {
    for (const way of ways(id)) {
      const shown = steps.filter(({ when }) => (when ?? way) === way);
      const last = (setting: string) => shown.findLastIndex(({ sets }) => sets?.some((one) => one === setting));
      expect(last('port'), way).toBeGreaterThanOrEqual(last('encryption'));
    }
  });

  it.each(withSettings)('$id covers every setting, for every way of encryption', ({ id, steps }) => {
    for (const setting of SETTINGS) {
      for (const way of ways(id)) {
        const shown = steps.filter(({ sets, when }) => sets?.includes(setting) && (when ?? way) === way);
        expect(shown.length, `${setting} with ${way}`).toBeGreaterThan(0);
      }
    }
  });

  it.each([
    ['outlook', 'outlook-classic-2010-365'],
    ['ｏｕｔｌｏｏｋ２０１６です', 'outlook-classic-2010-365'],
    ['Outlook 2007を使っています', 'outlook-classic-2003-2007'],
    ['新しい Outlook です', 'outlook-new-windows'],
    ['iPhoneのOutlook', 'outlook-mobile'],
    ['Outlook Express', 'outlook-express'],
    ['アイフォーン', 'ios-mail'],
    ['Mac メール', 'apple-mail-macos'],
    ['サンダバード', 'thunderbird'],
    ['Thunderbird on Android', 'thunderbird-android-k9'],
    ['becky', 'becky'],
  ])('takes "%s" for %s', (said, id) => {
    expect(read(said, { pending: 'client', knowledge: reading, language: 'ja' }).answers.client).toBe(id);
  });
});

describe.each(clients.filter(({ connectsFrom }) => connectsFrom !== 'device'))('$id', ({ id }) => {
  const { diagnosis } = loadKnowledge().engine;
  const blockable = diagnosis.causes.filter(({ family }) => family === 'port-25-blocked').map((cause) => cause.id);
  const line = lines.find(({ blocks }) => blocks['25'] === 'yes')?.id ?? '';
  const errors = [null, ...Object.keys(diagnosis.features.find((one) => one.id === 'error')?.base ?? {})];

  it.each(errors)('is never told that a line blocks its port 25, with the error %s', (error) => {
    for (const port of ['25', '587', 'unknown']) {
      const answers = { client: id, port, line, receive: 'works', scope: 'all-recipients', server: 'smtp.example.jp' };
      const features: Record<string, string> = {
        ...gatherEvidence({ ...NO_FACTS, answers }, null, diagnosis),
        'server-25': 'open',
        ...(error !== null && { error }),
      };
      const named = diagnose(features, diagnosis).causes.map((cause) => cause.id);
      expect(named.length, port).toBeGreaterThan(0);
      expect(
        named.filter((cause) => blockable.includes(cause)),
        port,
      ).toEqual([]);
    }
  });

  it.each(languages)('says in %s that OP25B of the line is not the cause', (language) => {
    expect(locales[language][id]?.notes?.['not-op25b']).toContain('OP25B');
  });
});

describe.each(languages)('texts of clients in %s', (language) => {
  const known = locales[language];

  it('are there for every client, and for no other', () => {
    expect(Object.keys(known).toSorted()).toEqual(clients.map(({ id }) => id).toSorted());
  });

  it.each(clients)('of $id word every step and note, and nothing else', ({ id, steps, notes }) => {
    expect(Object.keys(known[id]?.steps ?? {}).toSorted()).toEqual(steps.map((step) => step.id).toSorted());
    expect(Object.keys(known[id]?.notes ?? {}).toSorted()).toEqual(notes.toSorted());
    expect(known[id]?.encryption !== undefined, 'labels of encryption').toBe(steps.length > 0);
  });

  it('use no value but host, port and encryption', () => {
    const used = [...JSON.stringify(known).matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]);
    expect(new Set(used)).toEqual(new Set(['host', 'port', 'encryption']));
  });

  it.each(withSettings)('of $id say the server and the port to set', ({ id, steps }) => {
    for (const [setting, value] of [
      ['host', '{{host}}'],
      ['port', '{{port}}'],
    ] as const) {
      const said = steps
        .filter(({ sets }) => sets?.some((one) => one === setting))
        .map((step) => known[id]?.steps?.[step.id]);
      expect(said.join('\n'), setting).toContain(value);
    }
  });

  it('end a sentence as the language does', () => {
    const end = language === 'ja' ? /(?:[。）"*]|[\w\])]+|パスワード)$/u : /[.:)"*\w\]]$/;
    const odd = Object.values(known).flatMap((client) =>
      Object.values({ ...client.steps, ...client.notes }).filter(
        (sentence) => !end.test(sentence.replace(/\}\}$/, '')),
      ),
    );
    expect(odd).toEqual([]);
  });
});

describe('texts of clients', () => {
  it.each(clients)('of $id name the same values in both languages', ({ id }) => {
    const values = (language: (typeof languages)[number]) => {
      const { steps = {}, notes = {} } = locales[language][id] ?? {};
      return Object.entries({ ...steps, ...notes }).map(([key, sentence]) => [
        key,
        [...new Set(sentence.match(/\{\{\w+\}\}/g))].toSorted(),
      ]);
    };
    expect(Object.fromEntries(values('en'))).toEqual(Object.fromEntries(values('ja')));
  });
});

describe('the classic path of Outlook 2003 and 2007', () => {
  const steps = clients.find(({ id }) => id === 'outlook-classic-2003-2007')?.steps ?? [];
  const path = steps.map(({ id }) => ({ id, words: locales.ja['outlook-classic-2003-2007']?.steps?.[id] ?? '' }));
  const CLASSIC = [
    ['open-tools', '「ツール(T)」'],
    ['open-accounts', '「電子メール アカウント(A)」'],
    ['view-accounts', '「既存の電子メール アカウントの表示と変更」'],
    ['view-accounts', '「次へ」'],
    ['choose-account', '送信できないアカウントを選び、「変更(A)」'],
    ['more-settings', '「詳細設定(M)」'],
    ['advanced-tab', '「詳細設定」タブ'],
    ['port', '「送信サーバー (SMTP)(O)」を 25 から {{port}}'],
    ['auth', '「送信サーバー」タブ'],
    ['auth', '「送信サーバー (SMTP) は認証が必要(O)」'],
    ['same-login', '「受信メール サーバーと同じ設定を使用する(U)」'],
    ['connection', '「接続」タブ'],
    ['connection', 'ローカルエリアネットワーク'],
    ['ok', '「OK」'],
  ] as const;

  it.each(CLASSIC)('has the step %s with %s', (id, label) => {
    expect(path.find((step) => step.id === id)?.words).toContain(label);
  });

  it('goes through them in this order', () => {
    const places = CLASSIC.map(([id]) => path.findIndex((step) => step.id === id));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('shows all of them to a person whose port 25 is blocked', () => {
    const answers = { client: 'outlook-classic-2003-2007', server: 'smtp.example.jp', port: '25' };
    const remedy = chooseRemedy('op25b', {}, { ...NO_FACTS, answers }, null, loadKnowledge().engine.diagnosis);
    const shown = remedy?.clientSteps.map(({ key }) => key.split('.').at(-1));
    expect(shown).toEqual(expect.arrayContaining([...new Set(CLASSIC.map(([id]) => id))]));
  });
});

describe('names of clients and lines', () => {
  it('do not claim one another', () => {
    const names = new Set(lines.flatMap(({ aliases }) => aliases.map(squeezed)));
    expect(clients.flatMap(({ aliases }) => aliases.filter((alias) => names.has(squeezed(alias))))).toEqual([]);
  });
});
