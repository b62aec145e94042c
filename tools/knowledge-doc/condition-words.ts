import type { Condition } from '../../src/knowledge/diagnosis-schema.ts';
import { joined, localised, type Both } from './bilingual.ts';
import words from './words.json' with { type: 'json' };

const OR: Both = { ja: ` **${words.or.ja}** `, en: ` **${words.or.en}** ` };
const AND: Both = { ja: `<br>**${words.and.ja}** `, en: `<br>**${words.and.en}** ` };

/** A condition in the sentences that people are shown as reasons; in all other cases where it asks for nothing. */
export function conditionWords(condition: Condition): Both {
  const parts = Object.entries(condition).map(([feature, values]) =>
    joined(
      (typeof values === 'string' ? [values] : values).map((value) => localised('evidence', feature, value)),
      OR,
    ),
  );
  return parts.length === 0 ? words.always : joined(parts, AND);
}
