import { hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DataKey } from '../../../../../electron/vault/crypto/data-key';
import { seal, unseal } from '../../../../../electron/vault/crypto/aead';

describe('the data key', () => {
  it('has 32 random bytes', () => {
    expect(DataKey.generate('v').bytes).toHaveLength(32);
    expect(DataKey.generate('v').bytes).not.toEqual(DataKey.generate('v').bytes);
    expect(() => new DataKey(Buffer.alloc(31), 'v')).toThrow('32 bytes');
  });

  it('derives one subkey for each purpose and vault, by HKDF-SHA256', () => {
    const bytes = Buffer.alloc(32, 9);
    const key = new DataKey(Buffer.from(bytes), 'vault');
    const other = new DataKey(Buffer.from(bytes), 'other vault');
    const subkeys = (['snapshot', 'activity', 'secret'] as const).flatMap((purpose) => [
      key.for(purpose).toString('hex'),
      other.for(purpose).toString('hex'),
    ]);
    expect(new Set([...subkeys, bytes.toString('hex')]).size).toBe(7);
    expect(key.for('secret')).toEqual(
      Buffer.from(hkdfSync('sha256', bytes, 'vault', 'ownchat-keys 1 secret', 32)),
    );
  });

  it('is all zeros once destroyed, subkeys too', () => {
    const bytes = Buffer.alloc(32, 9);
    const key = new DataKey(bytes, 'vault');
    const sealed = seal(key.for('secret'), Buffer.from('x'), '');
    key.destroy();
    for (const forgotten of [bytes, key.bytes, key.for('snapshot'), key.for('activity')]) {
      expect(forgotten.every((byte) => byte === 0)).toBe(true);
    }
    expect(unseal(key.for('secret'), sealed, '')).toBeNull();
  });
});
