import { inflateSync } from 'node:zlib';

/**
 * The characters that a WOFF font has a glyph for, from its `cmap` (https://www.w3.org/TR/WOFF/, and
 * https://learn.microsoft.com/typography/opentype/spec/cmap, formats 4 and 12).
 */
export function coverageOf(woff: Buffer): Set<number> {
  const cmap = table(woff, 'cmap');
  const covered = new Set<number>();
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const at = cmap.readUInt32BE(4 + 8 * index + 4);
    const format = cmap.readUInt16BE(at);
    if (format === 4) readSegments(cmap.subarray(at), covered);
    if (format === 12) readGroups(cmap.subarray(at), covered);
  }
  return covered;
}

function table(woff: Buffer, tag: string): Buffer {
  for (let index = 0; index < woff.readUInt16BE(12); index += 1) {
    const entry = 44 + 20 * index;
    if (woff.toString('latin1', entry, entry + 4) !== tag) continue;
    const [offset, packed, whole] = [4, 8, 12].map((field) => woff.readUInt32BE(entry + field));
    const bytes = woff.subarray(offset, (offset ?? 0) + (packed ?? 0));
    return packed === whole ? bytes : inflateSync(bytes);
  }
  throw new Error(`the font has no table ${tag}`);
}

function readSegments(format4: Buffer, covered: Set<number>): void {
  const twice = format4.readUInt16BE(6);
  for (let at = 0; at < twice; at += 2) {
    const last = format4.readUInt16BE(14 + at);
    const first = format4.readUInt16BE(16 + twice + at);
    const delta = format4.readUInt16BE(16 + 2 * twice + at);
    const rangeAt = 16 + 3 * twice + at;
    const range = format4.readUInt16BE(rangeAt);
    for (let code = first; code <= last && code !== 0xffff; code += 1) {
      const glyph = range === 0 ? code + delta : format4.readUInt16BE(rangeAt + range + 2 * (code - first));
      if (glyph % 0x10000 !== 0) covered.add(code);
    }
  }
}

function readGroups(format12: Buffer, covered: Set<number>): void {
  for (let index = 0; index < format12.readUInt32BE(12); index += 1) {
    const at = 16 + 12 * index;
    for (let code = format12.readUInt32BE(at); code <= format12.readUInt32BE(at + 4); code += 1) covered.add(code);
  }
}
