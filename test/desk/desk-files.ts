import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder for the desk files of a test file; removed afterwards. `write` gives the path. */
export function deskFolder(): { write: (yaml: string) => string } {
  const folder = mkdtempSync(join(tmpdir(), 'op25b-desk-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'desk.yaml');
  return {
    write: (yaml) => {
      writeFileSync(file, yaml);
      return file;
    },
  };
}

/** What a support person may write: every kind of knowledge once. */
export const WHOLE_DESK = `name: { ja: 情報システム部, en: IT support }
contact: extension 1234
hours: { ja: 平日 9:00〜17:30, en: weekdays 9:00 to 17:30 }
servers:
  - id: office-mail
    name: { ja: 社内メール, en: Company mail }
    domains: [office.example]
    routes:
      - { host: smtp.office.example, port: 465, encryption: tls }
    otherHosts: [old.office.example]
lines:
  - id: osaka-office
    name: { ja: 大阪支社, en: Osaka office }
    blocks: { 25: yes, 587: no }
    lift: { ja: 総務に申請します。, en: Ask general affairs. }
notices:
  - server: smtp.office.example
    text: { ja: 15時まで停止しています。, en: It is down until 15:00. }
    from: 2026-11-23T09:00+09:00
    until: 2026-11-24 15:00+09:00
wording:
  conversation:greeting: { ja: 情シスのボットです。, en: The IT bot here. }
remedies:
  - id: pass-the-proxy
    variants:
      - { route: none, settings: [], before: [ask-proxy], after: [] }
    words:
      ja: { ask-proxy: 社外メールを申請します。 }
      en: { ask-proxy: Apply for outside mail. }
causes:
  - id: proxy-blocks-mail
    prior: 30
    seenFrom: [settings, person]
    fixedBy: network-admin
    expects: { port: { 587: 0.99 }, change: { place: 0.99 }, receive: { works: 0.99 } }
    excludedBy: [{ receive: fails }]
    likelyIf: [{ port: 587, change: place }]
    confirmedBy: [{ port: 587, change: place }]
    remedy: pass-the-proxy
    words:
      ja: { name: 社内プロキシ, explanation: 社外へは申請が必要です。 }
      en: { name: Our proxy, explanation: Outside mail needs an application. }
clients:
  - id: hato-mail
    kind: mail-program
    connectsFrom: device
    aliases: [はとメール]
    steps: [{ id: open }, { id: port, sets: [port] }]
    words:
      ja:
        name: はとメール
        steps: { open: 巣箱を開きます。, port: 'ポートを {{port}} にします。' }
        encryption: { none: なし, starttls: STARTTLS, tls: SSL }
      en:
        name: Hato Mail
        steps: { open: Open the nest., port: 'Set the port to {{port}}.' }
        encryption: { none: none, starttls: STARTTLS, tls: SSL }
`;
