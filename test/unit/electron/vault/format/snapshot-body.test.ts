import { isAscii } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BodyReader, writeBody } from '../../../../../electron/vault/format/snapshot-body';
import { storedKey } from '../../../../support/sample-keys';
import { START } from '../../../../support/vault-parts';

const bodyOf = (names: readonly string[]) => ({
  log: START,
  keys: names.map((name, index) => storedKey(index + 1, { name })),
  settings: { theirs: [{ name: 'a\nb' }] },
});

/** Reads bytes in pieces of the given size. */
function readIn(bytes: Buffer, size: number): unknown {
  const reader = new BodyReader();
  for (let at = 0; at < bytes.length; at += size) {
    reader.add(Buffer.from(bytes.subarray(at, at + size)));
  }
  return reader.end();
}

describe('the text of a body', () => {
  it('is JSON with one key on each line, and reads the same in any pieces', () => {
    const names = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('a\nb', 'Zoë', '名前', ']}', '},\n{')),
      {
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 3_000 }), (some, size) => {
        const body = bodyOf(some);
        const text = writeBody(body);
        expect(JSON.parse(text)).toEqual(body);
        expect(isAscii(Buffer.from(text))).toBe(true);
        expect(text.split('\n')).toHaveLength(2 + Math.max(some.length, 1));
        expect(readIn(Buffer.from(text), size)).toEqual(body);
        // The earlier form, all on one line.
        expect(readIn(Buffer.from(JSON.stringify(body)), size)).toEqual(body);
      }),
    );
  });

  it('fails when a line is broken or missing', () => {
    const text = writeBody(bodyOf(['a', 'b', 'c']));
    for (const broken of [text.slice(0, -1), text.replace('"name":"b"', '"name:"b"'), '', '\n']) {
      expect(() => readIn(Buffer.from(broken), 100)).toThrow(SyntaxError);
    }
  });
});
