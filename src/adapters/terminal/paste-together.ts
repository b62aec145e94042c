/** Lines of a paste follow one another within microseconds, a person's within seconds. */
const PASTE_GAP_MS = 40;

/** Lines that come at once as one message: an error text over several lines, and the password in it, is read as a whole. */
export async function* pasteTogether(
  lines: AsyncIterable<string>,
  gapMs: number = PASTE_GAP_MS,
): AsyncIterable<string> {
  const coming = lines[Symbol.asyncIterator]();
  let next = coming.next();
  for (let first = await next; !first.done; first = await next) {
    const parts = [first.value];
    next = coming.next();
    for (let more = await within(next, gapMs); more && !more.done; more = await within(next, gapMs)) {
      parts.push(more.value);
      next = coming.next();
    }
    yield parts.join('\n');
  }
}

/** What comes within so many milliseconds; null when nothing does. */
async function within<Value>(coming: Promise<Value>, ms: number): Promise<Value | null> {
  const { promise: quiet, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), ms);
  return Promise.race([coming, quiet]).finally(() => clearTimeout(timer));
}
