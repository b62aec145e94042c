import { array, assert, constantFrom, integer, oneof, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReplyReader, type Reply } from '../../src/probe/reply-reader.ts';

function read(chunks: Buffer[]): { replies: Reply[]; overflow: boolean } {
  const reader = new ReplyReader();
  for (const chunk of chunks) reader.push(chunk);
  const replies: Reply[] = [];
  for (let reply = reader.take(); reply !== null; reply = reader.take()) replies.push(reply);
  return { replies, overflow: reader.overflow };
}

function textOf(text: string): Reply[] {
  return read([Buffer.from(text)]).replies;
}

describe('replies', () => {
  it('of several lines are one', () => {
    expect(textOf('250-a\r\n250-b\r\n250 c\r\n')).toEqual([{ code: 250, lines: ['a', 'b', 'c'], malformed: false }]);
  });

  it('may lack any text', () => {
    expect(textOf('220\r\n220 \r\n')).toEqual([
      { code: 220, lines: [''], malformed: false },
      { code: 220, lines: [''], malformed: false },
    ]);
  });

  it('with different codes are marked', () => {
    expect(textOf('250-a\r\n550 b\r\n')).toEqual([{ code: 550, lines: ['a', 'b'], malformed: true }]);
  });

  it('that are no replies end with their first line', () => {
    expect(textOf('HTTP/1.1 400\r\n220 next\r\n').map(({ code }) => code)).toEqual([0, 220]);
  });

  it('without an end are given up at the limits: a line, a reply, a conversation', () => {
    expect(read([Buffer.alloc(2049, 'x')]).overflow).toBe(true);
    expect(read([Buffer.from('250-x\r\n'.repeat(201))]).overflow).toBe(true);
    const small = Buffer.from(`250 ${'x'.repeat(994)}\r\n`);
    expect(read(Array.from({ length: 131 }, () => small)).overflow).toBe(false);
    expect(read(Array.from({ length: 132 }, () => small)).overflow).toBe(true);
  });

  it('are the same however the bytes are cut, whatever the bytes', () => {
    const likely = constantFrom('220-', '250 ', '\r\n', '\n', '\r', '\u0000', 'AUTH', '22', '\uFFFE').map((text) =>
      Buffer.from(text),
    );
    const bytes = array(oneof(likely, uint8Array({ maxLength: 20 })), { maxLength: 60 }).map((parts) =>
      Buffer.concat(parts),
    );
    assert(
      property(bytes, integer({ min: 1, max: 30 }), (all, size) => {
        const cut = Array.from({ length: Math.ceil(all.length / size) }, (_, n) =>
          all.subarray(n * size, (n + 1) * size),
        );
        expect(read(cut)).toEqual(read([all]));
      }),
    );
  });
});
