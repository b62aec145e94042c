import type { ReadingKnowledge } from '../../../src/diagnosis/reading/reading-knowledge.ts';
import { type QuestionId, type Reading } from '../../../src/diagnosis/reading/reading.ts';
import { read } from '../../../src/diagnosis/reading/read.ts';
import signatures from '../../../src/knowledge/data/error-signatures.json' with { type: 'json' };
import replyMeanings from '../../../src/knowledge/data/reply-meanings.json' with { type: 'json' };
import phrases from '../../../src/knowledge/data/phrases.json' with { type: 'json' };
import { phrases as phrasesSchema } from '../../../src/knowledge/phrases-schema.ts';
import { errorSignature, replyMeaning } from '../../../src/knowledge/error-schema.ts';

/** The real phrases and signatures, with a few clients, lines and topics of the tests' own. */
export const knowledge: ReadingKnowledge = {
  phrases: phrasesSchema.parse(phrases),
  signatures: signatures.map((row) => errorSignature.parse(row)),
  replyMeanings: replyMeanings.map((row) => replyMeaning.parse(row)),
  clients: [
    { id: 'thunderbird', aliases: ['Thunderbird', 'サンダーバード'] },
    {
      id: 'outlook-classic-2010-365',
      aliases: ['Outlook', 'アウトルック', 'Outlook 2016', 'Outlook 2019', 'Outlook 365'],
    },
    { id: 'outlook-classic-2003-2007', aliases: ['Outlook 2003', 'Outlook 2007'] },
    { id: 'outlook-new-windows', aliases: ['新しいOutlook', 'new Outlook'] },
    { id: 'ios-mail', aliases: ['iPhone', 'iPad', 'iOS メール'] },
    { id: 'apple-mail-macos', aliases: ['Apple Mail', 'Mac メール', 'Macのメール'] },
    { id: 'becky', aliases: ['Becky!', 'ベッキー'] },
    { id: 'admin-nodemailer', aliases: ['nodemailer'] },
  ],
  lines: [
    { id: 'ocn', aliases: ['OCN', 'OCN光'] },
    { id: 'nuro', aliases: ['NURO', 'NURO光', 'ニューロ光'] },
    { id: 'jcom', aliases: ['J:COM', 'ジェイコム'] },
    { id: 'au-hikari', aliases: ['auひかり'] },
    { id: 'softbank', aliases: ['Yahoo! BB', 'ソフトバンク光', 'SoftBank Hikari'] },
    { id: 'comcast', aliases: ['Comcast', 'Xfinity'] },
    { id: 'osaka', aliases: ['大阪支社', 'Osaka office'] },
    { id: 'verizon', aliases: ['Verizon', 'Verizon Fios'] },
  ],
  topics: [
    { id: 'op25b', aliases: ['OP25B', 'Outbound Port 25 Blocking'] },
    { id: 'port-587', aliases: ['port 587', '587番ポート', '587番', '587'] },
    { id: 'port-25', aliases: ['port 25', '25番ポート', '25番'] },
    { id: 'smtp', aliases: ['SMTP'] },
    { id: 'lan', aliases: ['LAN'] },
    { id: 'starttls', aliases: ['STARTTLS'] },
    { id: 'submission', aliases: ['サブミッションポート', 'submission port'] },
    {
      id: 'receive-works',
      aliases: ['受信はできる', '受信できる', 'receiving still work', 'still receive', 'receiving works'],
    },
  ],
};

/** Reads with the knowledge above. */
export function reading(text: string, pending: QuestionId | null = null, language: 'ja' | 'en' = 'ja'): Reading {
  return read(text, { pending, knowledge, language });
}
