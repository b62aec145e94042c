import * as fc from 'fast-check';

/** Any text at all, lone surrogates, controls and direction marks included, or `scraps` of what a parser looks for, in any order. */
export function texts(scraps: readonly string[], maxLength = 60): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: 'binary', maxLength: maxLength * 4 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength }).map((units) => String.fromCharCode(...units)),
    fc
      .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...scraps) }, fc.string({ maxLength: 6 })), { maxLength })
      .map((parts) => parts.join('')),
  );
}
