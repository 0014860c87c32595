import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DbusMessage } from '../../../../../electron/platform/dbus/dbus-message';
import {
  booleanOf,
  decodeMessage,
  encodeMessage,
  stringsBody,
  textOf,
} from '../../../../../electron/platform/dbus/dbus-message';

const call: DbusMessage = {
  type: 'call',
  serial: 7,
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
  member: 'AddMatch',
  destination: 'org.freedesktop.DBus',
  signature: 'ss',
  body: stringsBody(['a rule', 'ä']),
};

/** The possible outcomes of decoding: a message, incomplete, or an error. */
const outcome = (bytes: Buffer): 'message' | 'incomplete' | 'refused' => {
  try {
    return decodeMessage(bytes) === null ? 'incomplete' : 'message';
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    return 'refused';
  }
};

describe('a D-Bus message', () => {
  it('round-trips, with any header', () => {
    const text = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
    const message = fc.record(
      {
        type: fc.constantFrom('call' as const, 'return' as const, 'signal' as const),
        serial: fc.integer({ min: 1, max: 0xffff_ffff }),
        replySerial: fc.integer({ min: 1, max: 0xffff_ffff }),
        path: text,
        interface: text,
        member: text,
        sender: text,
        signature: fc.constantFrom('s', 'sas', 'v'),
        body: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
      },
      { requiredKeys: ['type', 'serial', 'signature', 'body'] },
    );
    fc.assert(
      fc.property(message, (written) => {
        const bytes = encodeMessage(written);
        expect(decodeMessage(Buffer.concat([bytes, bytes]))).toEqual({
          message: written,
          length: bytes.length,
        });
      }),
    );
  });

  it('is incomplete until all of it has arrived', () => {
    const bytes = encodeMessage(call);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(decodeMessage(bytes.subarray(0, length))).toBeNull();
    }
  });

  it('gives a result or an error, never a loop, for any bytes', () => {
    const bytes = encodeMessage(call);
    const broken = fc
      .tuple(fc.nat(bytes.length - 1), fc.nat(255))
      .map(([at, value]) =>
        Buffer.concat([bytes.subarray(0, at), Buffer.from([value]), bytes.subarray(at + 1)]),
      );
    const noise = fc.uint8Array({ maxLength: 200 }).map((some) => Buffer.from(some));
    fc.assert(
      fc.property(fc.oneof(broken, noise), (some) => {
        expect(['message', 'incomplete', 'refused']).toContain(outcome(some));
      }),
      { numRuns: 2_000 },
    );
    expect(outcome(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'))).toBe('refused');
  });

  it('of an excessive size is refused before it has arrived', () => {
    const bytes = encodeMessage(call);
    bytes.writeUInt32LE(100_000_000, 4);
    expect(outcome(bytes)).toBe('refused');
  });

  it('of an unknown type is skipped', () => {
    const bytes = encodeMessage(call);
    bytes[1] = 9;
    expect(decodeMessage(bytes)).toEqual({ message: null, length: bytes.length });
  });

  it('holds a boolean directly or in a variant, in either byte order', () => {
    const of = (signature: string, body: number[]) =>
      booleanOf({ ...call, signature, body: Buffer.from(body) });
    expect(of('b', [1, 0, 0, 0])).toBe(true);
    expect(of('b', [0, 0, 0, 1])).toBe(true);
    expect(of('b', [0, 0, 0, 0])).toBe(false);
    expect(of('v', [1, 98, 0, 0, 1, 0, 0, 0])).toBe(true);
    expect(of('v', [1, 98, 0, 0, 0, 0, 0, 0])).toBe(false);
    expect(of('v', [1, 115, 0, 0, 1, 0, 0, 0])).toBeNull();
    expect(of('u', [1, 0, 0, 0])).toBeNull();
    expect(of('b', [])).toBeNull();
  });

  it('holds a text, and null for anything else', () => {
    expect(textOf(call)).toBe('a rule');
    expect(textOf({ ...call, signature: 'b' })).toBeNull();
    expect(textOf({ ...call, body: Buffer.alloc(2) })).toBeNull();
  });
});
