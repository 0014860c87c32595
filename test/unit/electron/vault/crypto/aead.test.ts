import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, sealedSchema, unseal } from '../../../../../electron/vault/crypto/aead';

const KEY = Buffer.alloc(32, 7);

describe('sealing', () => {
  it('round-trips any bytes under the same key and context', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.string({ unit: 'binary' }),
        (bytes, text) => {
          const sealed = seal(KEY, bytes, text);
          expect(sealedSchema.safeParse(sealed).success).toBe(true);
          expect(unseal(KEY, sealed, text)).toEqual(Buffer.from(bytes));
        },
      ),
    );
  });

  it('never repeats a nonce or a ciphertext', () => {
    const sealed = Array.from({ length: 2_000 }, () => seal(KEY, Buffer.from('same'), 'same'));
    expect(new Set(sealed.map(({ nonce }) => nonce)).size).toBe(2_000);
    expect(new Set(sealed.map(({ tag }) => tag)).size).toBe(2_000);
  });

  it('fails with another key or another context', () => {
    const sealed = seal(KEY, Buffer.from('x'), 'context');
    expect(unseal(randomBytes(32), sealed, 'context')).toBeNull();
    expect(unseal(KEY, sealed, 'contexT')).toBeNull();
    expect(unseal(KEY, sealed, '')).toBeNull();
  });

  it('fails when one bit of nonce, ciphertext or tag is flipped', () => {
    const sealed = seal(KEY, Buffer.from('some plaintext'), 'context');
    for (const part of ['nonce', 'ciphertext', 'tag'] as const) {
      const bytes = Buffer.from(sealed[part], 'base64');
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const altered = Buffer.from(bytes);
        altered.writeUInt8(altered.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        const tampered = { ...sealed, [part]: altered.toString('base64') };
        expect(unseal(KEY, tampered, 'context')).toBeNull();
      }
    }
  });

  it('rejects a short tag, which is easier to forge', () => {
    const sealed = seal(KEY, Buffer.from('x'), 'context');
    const short = Buffer.from(sealed.tag, 'base64').subarray(0, 4).toString('base64');
    expect(unseal(KEY, { ...sealed, tag: short }, 'context')).toBeNull();
    expect(unseal(KEY, { ...sealed, nonce: '' }, 'context')).toBeNull();
    expect(sealedSchema.safeParse({ ...sealed, tag: short }).success).toBe(false);
    expect(sealedSchema.safeParse({ ...sealed, nonce: 'AA==' }).success).toBe(false);
    expect(sealedSchema.safeParse({ ...sealed, more: 1 }).success).toBe(false);
  });

  it('seals bodies as large as those of tens of thousands of keys', () => {
    const body = 'A'.repeat(64 * 1024 * 1024);
    const parts = { nonce: 'A'.repeat(16), ciphertext: body, tag: `${'A'.repeat(22)}==` };
    expect(sealedSchema.safeParse(parts).success).toBe(true);
  });
});
