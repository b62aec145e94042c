import { afterAll, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/message/message.ts';
import type { Drawing } from '../../src/picture/drawing.ts';
import { createDrawingThread, type DrawingThread } from '../../src/picture/drawing-thread.ts';
import { createPainter } from '../../src/picture/painter.ts';
import { createPictureCache } from '../../src/picture/picture-cache.ts';
import { withPictures } from '../../src/picture/with-pictures.ts';
import { dialogs, DIALOGS_BY_CLIENT, dialogSpec, EVERY_GATE, pathSpec, translator } from './specs.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const thread = createDrawingThread();
afterAll(() => thread.close());

/** A painter on the real thread that tells what it had drawn. */
function painting(most?: number) {
  const drawn: Drawing[] = [];
  const counted: DrawingThread = {
    draw(drawing) {
      drawn.push(drawing);
      return thread.draw(drawing);
    },
    close: () => thread.close(),
  };
  const cache = createPictureCache(most);
  return { painter: createPainter({ dialogs, translator, thread: counted, cache }), cache, drawn };
}

const thunderbird = (host: string) => dialogSpec('thunderbird-outgoing-server', 'thunderbird', { host });

/** Width and height in pixels (PNG, section 11.2.1). */
function sizeOf(png: Uint8Array): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

it.each(LANGUAGES)('draws every dialog and the way of a mail in %s', async (language) => {
  const { painter } = painting();
  const specs = DIALOGS_BY_CLIENT.map(({ dialog, client }) => dialogSpec(dialog.id, client));
  for (const spec of [...specs, pathSpec(...EVERY_GATE.slice(0, 3))]) {
    const png = await painter.paint(spec, language);
    expect([...png.subarray(0, PNG.length)]).toEqual(PNG);
    const [width, height] = sizeOf(png);
    expect(width).toBe(616);
    expect(height).toBeGreaterThan(200);
  }
});

it('draws the same picture once, and another for another language or another server', async () => {
  const { painter, drawn } = painting();
  const first = await painter.paint(thunderbird('a.example'), 'ja');
  expect(await painter.paint(thunderbird('a.example'), 'ja')).toBe(first);
  expect(drawn).toHaveLength(1);
  const others = [
    await painter.paint(thunderbird('a.example'), 'en'),
    await painter.paint(thunderbird('b.example'), 'ja'),
  ];
  expect(drawn).toHaveLength(3);
  for (const other of others) expect(Buffer.from(other).equals(Buffer.from(first))).toBe(false);
});

it('draws once what two ask for at once', async () => {
  const { painter, drawn } = painting();
  const [one, two] = await Promise.all([
    painter.paint(thunderbird('c.example'), 'ja'),
    painter.paint(thunderbird('c.example'), 'ja'),
  ]);
  expect(one).toBe(two);
  expect(drawn).toHaveLength(1);
});

it('forgets the pictures least lately used beyond the bound', async () => {
  const { painter, cache, drawn } = painting(250_000);
  for (const host of ['a.example', 'b.example', 'c.example', 'd.example', 'e.example', 'f.example', 'g.example']) {
    await painter.paint(thunderbird(host), 'ja');
    expect(cache.bytes).toBeLessThanOrEqual(250_000);
  }
  await painter.paint(thunderbird('g.example'), 'ja');
  expect(drawn).toHaveLength(7);
  await painter.paint(thunderbird('a.example'), 'ja');
  expect(drawn).toHaveLength(8);
});

it('says which dialog it does not know', async () => {
  const { painter } = painting();
  await expect(painter.paint(dialogSpec('eudora', 'eudora'), 'ja')).rejects.toMatchObject({ code: 'dialog-unknown' });
});

it('leaves a picture out that cannot be drawn, and keeps the words', async () => {
  const { painter } = painting();
  const troubles: unknown[] = [];
  const document = translator.document('ja', {
    blocks: [
      { kind: 'paragraph', text: { key: 'picture:path.title' } },
      { kind: 'picture', picture: dialogSpec('eudora', 'eudora'), alt: { key: 'picture:path.title' } },
      { kind: 'picture', picture: thunderbird('a.example'), alt: { key: 'picture:path.title' } },
    ],
  });
  const shown = await withPictures(document, 'ja', painter, (error) => void troubles.push(error));
  expect(shown.blocks).toMatchObject([{ kind: 'paragraph' }, { png: null }, { png: expect.any(Uint8Array) }]);
  expect(troubles).toMatchObject([{ code: 'dialog-unknown' }]);
});
