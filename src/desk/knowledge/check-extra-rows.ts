import { checkVantages } from '../../knowledge/check-vantages.ts';
import type { Cause, Condition, Feature, RemedyRow } from '../../knowledge/diagnosis-schema.ts';
import { KnowledgeError } from '../../knowledge/parse-rows.ts';
import { LANGUAGES } from '../../message/message.ts';
import { variableMistake } from './check-wording.ts';
import type { Mistake } from './desk-check.ts';
import type { DeskKnowledge } from './desk-knowledge.ts';
import type { Knowledge } from './with-desk.ts';

/** What the texts of steps may name (see `remedyParams`). */
const STEP_VARIABLES = ['host', 'port', 'encryption', 'line', 'names', 'problem', 'limit'];
/** Shares are written with few digits, and may add up to a little more than one. */
const ROUNDING = 1e-4;

export function causeMistakes(desk: DeskKnowledge, base: Knowledge): Mistake[] {
  const { features, remedies } = base.engine.diagnosis;
  const known = [...remedies, ...desk.remedies.map(({ remedy }) => remedy)].map(({ id }) => id);
  return desk.causes.flatMap(({ cause, words }, place): Mistake[] => {
    const at = (...path: (string | number)[]) => ['causes', place, ...path];
    const lists = ['excludedBy', 'likelyIf', 'confirmedBy', 'doubtedBy'] as const;
    return [
      ...(known.includes(cause.remedy) ? [] : [{ path: at('remedy'), remedy: `names no remedy: "${cause.remedy}"` }]),
      ...expectationMistakes(cause, features).map(({ path, remedy }) => ({ path: at('expects', ...path), remedy })),
      ...lists.flatMap((list) => conditionMistakes(cause[list] ?? [], features, at(list))),
      ...vantageMistakes(cause, features).map((remedy) => ({ path: at('seenFrom'), remedy })),
      ...LANGUAGES.flatMap((language) =>
        Object.entries(words[language]).flatMap(([name, text]) =>
          mistakeAt(at('words', language, name), variableMistake(text, [], [])),
        ),
      ),
    ];
  });
}

export function remedyMistakes(desk: DeskKnowledge, base: Knowledge): Mistake[] {
  const { features } = base.engine.diagnosis;
  return desk.remedies.flatMap(({ remedy, words }, place): Mistake[] => {
    const at = (...path: (string | number)[]) => ['remedies', place, ...path];
    const steps = remedy.variants.flatMap(({ before, after }) => [...before, ...after]);
    return [
      ...variantMistakes(remedy).map((told) => ({ path: at('variants'), remedy: told })),
      ...conditionMistakes(
        remedy.variants.map(({ when }) => when),
        features,
        at('variants'),
      ),
      ...LANGUAGES.flatMap((language) => textMistakes(steps, words[language], at('words', language))),
    ];
  });
}

export function clientMistakes(desk: DeskKnowledge): Mistake[] {
  return desk.clients.flatMap(({ client, words }, place) => {
    const steps = client.steps.map(({ id }) => id);
    return LANGUAGES.flatMap((language) => [
      ...textMistakes(steps, words[language].steps, ['clients', place, 'words', language, 'steps']),
      ...textMistakes(client.notes, words[language].notes, ['clients', place, 'words', language, 'notes']),
      ...mistakeAt(['clients', place, 'words', language, 'name'], variableMistake(words[language].name, [], [])),
    ]);
  });
}

function expectationMistakes(cause: Cause, features: Feature[]): { path: string[]; remedy: string }[] {
  return Object.entries(cause.expects).flatMap(([id, table]) => {
    const strange = Object.keys(table).flatMap((value) => {
      const remedy = featureMistake(id, value, features);
      return remedy === null ? [] : [{ path: [id, value], remedy }];
    });
    const sum = Object.values(table).reduce((total, share) => total + share, 0);
    return sum > 1 + ROUNDING ? [...strange, { path: [id], remedy: `adds up to ${sum}; at most 1` }] : strange;
  });
}

function conditionMistakes(conditions: Condition[], features: Feature[], path: (string | number)[]): Mistake[] {
  return conditions.flatMap((condition, place) =>
    Object.entries(condition).flatMap(([id, wanted]) =>
      [wanted].flat().flatMap((value) => mistakeAt([...path, place, id], featureMistake(id, value, features))),
    ),
  );
}

function featureMistake(id: string, value: string, features: Feature[]): string | null {
  const feature = features.find((candidate) => candidate.id === id);
  if (!feature) return `is no feature; they are listed in src/knowledge/data/features.json`;
  if (value in feature.base) return null;
  return `cannot be "${value}"; it is one of ${Object.keys(feature.base).join(', ')}`;
}

function vantageMistakes(cause: Cause, features: Feature[]): string[] {
  try {
    checkVantages([cause], features);
    return [];
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    return ['must hold the vantage of a feature in each condition of likelyIf and confirmedBy'];
  }
}

function variantMistakes({ variants }: RemedyRow): string[] {
  const last = variants.at(-1);
  const isOpen = last !== undefined && Object.keys(last.when).length === 0;
  const silent = variants.some(({ before, after }) => before.length + after.length === 0);
  return [
    ...(isOpen ? [] : ['must end in an entry without "when", so that nobody is left without steps']),
    ...(silent ? ['must have a step in "before" or "after" of each entry'] : []),
  ];
}

function textMistakes(ids: string[], words: Record<string, string>, path: (string | number)[]): Mistake[] {
  return [...new Set(ids)].flatMap((id) => {
    const text = Object.hasOwn(words, id) ? words[id] : undefined;
    return text === undefined
      ? [{ path, remedy: `lacks the text of "${id}"` }]
      : mistakeAt([...path, id], variableMistake(text, STEP_VARIABLES, []));
  });
}

function mistakeAt(path: (string | number)[], remedy: string | null): Mistake[] {
  return remedy === null ? [] : [{ path, remedy }];
}
