/**
 * Takes as much processor time as it is told, the way a program does that reads, remembers and forgets: in short pieces, with
 * garbage. `node same-work.ts 0.9`: 0.9 s of every second.
 */
const PIECE_EVERY_MS = 5;

const share = Number(process.argv[2]);
const sample = JSON.stringify(
  Array.from({ length: 200 }, (_, id) => ({ id, words: `message ${id}`, answers: { id } })),
);
const kept: unknown[] = [];

setInterval(() => {
  const until = performance.now() + share * PIECE_EVERY_MS;
  while (performance.now() < until) {
    kept.push(JSON.parse(sample));
    if (kept.length > 500) kept.splice(0, 250);
  }
}, PIECE_EVERY_MS);
