import { expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { LANGUAGES, type Language, type Text } from '../../src/message/message.ts';
import { drawDialog } from '../../src/picture/dialog-drawing.ts';
import { loadFonts } from '../../src/picture/load-fonts.ts';
import { drawPath } from '../../src/picture/path-drawing.ts';
import { coverageOf } from './font-coverage.ts';
import { textsIn } from './laid-out.ts';
import { DIALOGS_BY_CLIENT, dialogSpec, EVERY_GATE, pathSpec, translator } from './specs.ts';

const fonts = loadFonts().map(({ weight, data }) => ({ weight, covered: coverageOf(data) }));

function missing(texts: string[], covered: Set<number>): string[] {
  const characters = new Set(texts.flatMap((text) => [...text]));
  return [...characters].filter((character) => !covered.has(character.codePointAt(0) ?? 0));
}

function everyText(language: Language): string[] {
  const say = (text: Text) => translator.plain(language, text);
  const drawings = DIALOGS_BY_CLIENT.flatMap(({ dialog, client }) => {
    const spec = dialogSpec(dialog.id, client);
    const encryptions = ['none', 'starttls', 'tls'] as const;
    return encryptions.flatMap((encryption) =>
      [null, { port: 1 }].map((numbers) => {
        const values = { ...spec.values, encryption, host: numbers === null ? null : spec.values.host };
        return drawDialog({ ...spec, values, numbers }, dialog, language, say);
      }),
    );
  });
  return [...drawings, drawPath(pathSpec(...EVERY_GATE), language, say)].flatMap(textsIn);
}

it.each(fonts)('has a glyph for every character of every picture in weight $weight', ({ covered }) => {
  for (const language of LANGUAGES) expect(missing(everyText(language), covered), language).toEqual([]);
});

it.each(fonts)('has what servers, users and lines are called in weight $weight', ({ covered }) => {
  const printable = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCodePoint(0x20 + index));
  const lines = loadKnowledge().engine.diagnosis.lines.flatMap(({ name }) => [name.ja, name.en]);
  expect(missing([...printable, ...lines, '…'], covered)).toEqual([]);
});

it('knows what the fonts lack: numbers in circles are drawn', () => {
  for (const { covered } of fonts) expect(missing(['①②③'], covered)).toEqual(['①', '②', '③']);
});
