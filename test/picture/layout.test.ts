import { describe, expect, it } from 'vitest';
import { markedControls } from '../../src/knowledge/dialog-marks.ts';
import { LANGUAGES, type Text } from '../../src/message/message.ts';
import { drawDialog } from '../../src/picture/dialog-drawing.ts';
import { fill } from '../../src/picture/fill.ts';
import { WIDTH } from '../../src/picture/look.ts';
import { drawPath } from '../../src/picture/path-drawing.ts';
import { laidOut } from './laid-out.ts';
import { DIALOGS_BY_CLIENT, dialogSpec, EVERY_GATE, LONG_HOST, pathSpec, translator } from './specs.ts';

/** Taller than this a picture is hard to see as a whole on a phone, and slow to draw. */
const TALLEST = 1.5 * WIDTH;

describe.each(LANGUAGES)('in %s', (language) => {
  const say = (text: Text) => translator.plain(language, text);

  describe.each(DIALOGS_BY_CLIENT)('$dialog.id of $client', ({ dialog, client }) => {
    const spec = dialogSpec(dialog.id, client);

    it('shows the server, the port and the encryption of the person where the dialog has them', async () => {
      const { nodes } = await laidOut(drawDialog(spec, dialog, language, say));
      const shown = nodes.map(({ textContent }) => textContent);
      const encryption = say({ key: `clients:${client}.encryption.starttls` });
      const values = { '{{host}}': 'smtp.example.jp', '{{port}}': '587', '{{encryption}}': encryption };
      const source = JSON.stringify(dialog);
      for (const [place, value] of Object.entries(values)) if (source.includes(place)) expect(shown).toContain(value);
    });

    it('puts each number beside its control', async () => {
      const { nodes } = await laidOut(drawDialog(spec, dialog, language, say));
      const filled = fill(spec, language, say);
      for (const { mark, label } of markedControls(dialog, client)) {
        const numbers = nodes.filter(({ textContent }) => textContent === String(mark.order));
        const labels = nodes.filter(({ textContent }) => textContent === filled.words(label));
        const together = labels.some((words) =>
          numbers.some((number) => {
            const middle = number.top + number.height / 2;
            return number.left < words.left && middle > words.top && middle < words.top + words.height;
          }),
        );
        expect(together, `${mark.order} ${filled.words(label)}`).toBe(true);
      }
    });

    it.each(['smtp.example.jp', LONG_HOST, 'x'.repeat(250)])('keeps all of %s within the picture', async (host) => {
      const long = dialogSpec(dialog.id, client, { host, user: `taro.yamada@${host}` });
      const { nodes, height } = await laidOut(drawDialog(long, dialog, language, say));
      const outside = nodes.filter(({ left, width, top, height: tall }) => {
        return left < 0 || left + width > WIDTH || top < 0 || top + tall > height;
      });
      expect(outside.map(({ textContent }) => textContent)).toEqual([]);
      if (host === 'smtp.example.jp') expect(height).toBeLessThanOrEqual(TALLEST);
    });
  });

  it('tells of every state of a port in the picture of the way', async () => {
    const drawing = drawPath({ ...pathSpec(...EVERY_GATE), host: LONG_HOST }, language, say);
    const { nodes, height } = await laidOut(drawing);
    const outside = nodes.filter(({ left, width, top, height: tall }) => {
      return left < 0 || left + width > WIDTH || top < 0 || top + tall > height;
    });
    expect(outside.map(({ textContent }) => textContent)).toEqual([]);
    const shown = nodes.map(({ textContent }) => textContent);
    for (const state of ['blocked', 'presumed', 'open-open', 'unknown-closed']) {
      expect(shown).toContain(say({ key: `picture:path.lane.${state}` }));
    }
  });
});
