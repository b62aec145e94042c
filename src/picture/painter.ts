import { createHash } from 'node:crypto';
import type { Dialog } from '../knowledge/dialog-schema.ts';
import type { Language } from '../message/message.ts';
import type { PictureSpec } from '../message/picture.ts';
import type { Translator } from '../message/translator.ts';
import { drawDialog } from './dialog-drawing.ts';
import type { Drawing } from './drawing.ts';
import type { DrawingThread } from './drawing-thread.ts';
import { drawPath } from './path-drawing.ts';
import type { PictureCache } from './picture-cache.ts';
import { PictureError } from './picture-error.ts';

export type Painter = {
  /** The bytes of a PNG picture in one language; the same bytes for the same picture. Rejects with PictureError. */
  paint(spec: PictureSpec, language: Language): Promise<Uint8Array>;
};

export type PainterParts = {
  dialogs: readonly Dialog[];
  translator: Pick<Translator, 'plain'>;
  thread: DrawingThread;
  cache: PictureCache;
};

/** Draws what was not drawn before. Two who ask for one picture at once share the drawing of it. */
export function createPainter({ dialogs, translator, thread, cache }: PainterParts): Painter {
  const underWay = new Map<string, Promise<Uint8Array>>();

  function drawingOf(spec: PictureSpec, language: Language): Drawing {
    const say = (text: Parameters<Translator['plain']>[1]) => translator.plain(language, text);
    if (spec.type === 'path') return drawPath(spec, language, say);
    const dialog = dialogs.find(({ id }) => id === spec.dialog);
    if (!dialog) throw new PictureError('dialog-unknown', `add src/knowledge/data/dialogs/${spec.dialog}.json`);
    return drawDialog(spec, dialog, language, say);
  }

  async function drawn(digest: string, drawing: Drawing): Promise<Uint8Array> {
    try {
      const png = await thread.draw(drawing);
      cache.set(digest, png);
      return png;
    } finally {
      underWay.delete(digest);
    }
  }

  return {
    async paint(spec, language) {
      const drawing = drawingOf(spec, language);
      const digest = createHash('sha256').update(JSON.stringify(drawing)).digest('hex');
      const known = cache.get(digest) ?? underWay.get(digest);
      if (known) return known;
      const promise = drawn(digest, drawing);
      underWay.set(digest, promise);
      return promise;
    },
  };
}
