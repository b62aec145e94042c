import { expect, it, onTestFinished } from 'vitest';
import { column, words, type Drawing } from '../../src/picture/drawing.ts';
import { createDrawingThread } from '../../src/picture/drawing-thread.ts';
import { FONT } from '../../src/picture/look.ts';

const hello: Drawing = { width: 100, root: column({ width: 100, fontFamily: FONT }, [words('hello')]) };
const broken: Drawing = { width: 0, root: column({ width: 0, height: 0 }, []) };

function started(longestMs?: number) {
  const thread = createDrawingThread(longestMs === undefined ? {} : { longestMs });
  onTestFinished(() => thread.close());
  return thread;
}

it('tells of a drawing that cannot be laid out, and goes on with the next', async () => {
  const thread = started();
  await expect(thread.draw(broken)).rejects.toMatchObject({ code: 'picture-failed' });
  expect((await thread.draw(hello)).length).toBeGreaterThan(100);
});

it('gives up what takes too long, and begins anew', async () => {
  const thread = started(1);
  await expect(thread.draw(hello)).rejects.toMatchObject({ code: 'picture-late' });
  await expect(thread.draw(hello)).rejects.toMatchObject({ code: 'picture-late' });
});

it('refuses more than it can draw in good time', async () => {
  const thread = started();
  const all = await Promise.allSettled(Array.from({ length: 70 }, () => thread.draw(hello)));
  const refused = all.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(6);
  expect(refused[0]).toMatchObject({ reason: { code: 'pictures-crowded' } });
});

it('draws after it was closed, too: it costs nothing until then', async () => {
  const thread = started();
  await thread.close();
  expect((await thread.draw(hello)).length).toBeGreaterThan(100);
});

it('rejects what waits when it is closed', async () => {
  const thread = started();
  const [drawing] = await Promise.allSettled([thread.draw(hello), thread.close()]);
  expect(drawing).toMatchObject({ status: 'rejected', reason: { code: 'picture-failed' } });
});
