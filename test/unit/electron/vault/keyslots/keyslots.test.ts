import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Keychain } from '../../../../../electron/vault/keyslots/keyslots';
import {
  askForKeychainKey,
  keychainSlot,
  openKeychainSlot,
  openPassphraseSlot,
  openRecoverySlot,
  passphraseSlot,
  recoverySlot,
} from '../../../../../electron/vault/keyslots/keyslots';
import { slotSchema } from '../../../../../electron/vault/format/keyslot-schema';
import { failureOf, valueOf } from '../../../../support/sample-keys';
import { PASSPHRASE, fakeKeychain, noKeychain } from '../../../../support/test-vault';
import { CHEAP_COST } from '../../../../support/cheap-cost';

const VAULT = 'b0e8b3a4-0000-4000-8000-000000000001';
const OTHER_VAULT = 'b0e8b3a4-0000-4000-8000-000000000002';
const CODE = 'A'.repeat(32);
const REFUSED = 'keychain-refused';

const keyOf = async (keychain: Keychain) => valueOf(await askForKeychainKey(keychain));

describe('the passphrase slot', () => {
  it('opens with its passphrase and no other', async () => {
    const dataKey = randomBytes(32);
    const slot = await passphraseSlot(dataKey, VAULT, PASSPHRASE, CHEAP_COST);
    expect(slotSchema.parse(slot)).toEqual(slot);
    expect(await openPassphraseSlot(slot, VAULT, PASSPHRASE)).toEqual(dataKey);
    for (const wrong of ['', `${PASSPHRASE} `, PASSPHRASE.toUpperCase()]) {
      expect(await openPassphraseSlot(slot, VAULT, wrong)).toBeNull();
    }
  });

  it('does not open in another vault or with another cost', async () => {
    const slot = await passphraseSlot(randomBytes(32), VAULT, PASSPHRASE, CHEAP_COST);
    expect(await openPassphraseSlot(slot, OTHER_VAULT, PASSPHRASE)).toBeNull();
    const salt = Buffer.alloc(16).toString('base64');
    for (const change of [
      { iterations: 3 },
      { memoryKiB: 20 * 1024 },
      { parallelism: 2 },
      { salt },
    ]) {
      const altered = { ...slot, kdf: { ...slot.kdf, ...change } };
      expect(await openPassphraseSlot(altered, VAULT, PASSPHRASE)).toBeNull();
    }
  });

  it('has its own salt', async () => {
    const slots = await Promise.all(
      [1, 2].map(() => passphraseSlot(Buffer.alloc(32), VAULT, PASSPHRASE, CHEAP_COST)),
    );
    expect(slots[0]?.kdf.salt).not.toBe(slots[1]?.kdf.salt);
  });
});

describe('the recovery slot', () => {
  it('opens with its code, with no other, and in no other vault', () => {
    const dataKey = randomBytes(32);
    const slot = recoverySlot(dataKey, VAULT, CODE);
    expect(slotSchema.parse(slot)).toEqual(slot);
    expect(openRecoverySlot(slot, VAULT, CODE)).toEqual(dataKey);
    expect(openRecoverySlot(slot, VAULT, 'B'.repeat(32))).toBeNull();
    expect(openRecoverySlot(slot, OTHER_VAULT, CODE)).toBeNull();
    const salt = Buffer.alloc(16).toString('base64');
    expect(openRecoverySlot({ ...slot, salt }, VAULT, CODE)).toBeNull();
  });
});

describe('the keychain slot', () => {
  it('opens with its own keychain, and in no other vault', async () => {
    const dataKey = randomBytes(32);
    const slot = keychainSlot(dataKey, VAULT, await keyOf(fakeKeychain()));
    expect(slotSchema.parse(slot)).toEqual(slot);
    expect(valueOf(await openKeychainSlot(slot, VAULT, fakeKeychain()))).toEqual(dataKey);
    expect(failureOf(await openKeychainSlot(slot, OTHER_VAULT, fakeKeychain())).code).toBe(REFUSED);
  });

  it('stays closed when the keychain refuses or returns other bytes', async () => {
    const slot = keychainSlot(randomBytes(32), VAULT, await keyOf(fakeKeychain()));
    expect(failureOf(await openKeychainSlot(slot, VAULT, noKeychain)).code).toBe(REFUSED);
    for (const given of [Buffer.alloc(0), Buffer.alloc(31), Buffer.alloc(32), Buffer.alloc(33)]) {
      const strange = { ...fakeKeychain(), unprotect: async () => Buffer.from(given) };
      expect(failureOf(await openKeychainSlot(slot, VAULT, strange)).code).toBe(REFUSED);
    }
  });

  it('is neither made nor opened when the keychain times out', async () => {
    const silent = { ...fakeKeychain(), protect: async () => null, unprotect: async () => null };
    expect(failureOf(await askForKeychainKey(silent)).code).toBe('keychain-silent');
    expect(failureOf(await askForKeychainKey(noKeychain)).code).toBe('keychain-unavailable');
    const slot = keychainSlot(randomBytes(32), VAULT, await keyOf(fakeKeychain()));
    expect(failureOf(await openKeychainSlot(slot, VAULT, silent)).code).toBe('keychain-silent');
  });

  it('keeps neither the data key nor the wrapping key in the open', async () => {
    const dataKey = randomBytes(32);
    let wrapping = '';
    const keychain = {
      ...fakeKeychain(),
      protect: async (bytes: Buffer) => {
        wrapping = bytes.toString('base64');
        return fakeKeychain().protect(bytes);
      },
    };
    const slot = JSON.stringify(keychainSlot(dataKey, VAULT, await keyOf(keychain)));
    expect(slot).not.toContain(dataKey.toString('base64'));
    expect(slot).not.toContain(wrapping);
  });
});

describe('the schema of a slot', () => {
  it('is strict: no unknown types, no unknown fields', async () => {
    const slot = recoverySlot(randomBytes(32), VAULT, CODE);
    expect(slotSchema.safeParse({ ...slot, more: true }).success).toBe(false);
    expect(slotSchema.safeParse({ ...slot, type: 'plain' }).success).toBe(false);
    expect(slotSchema.safeParse({ ...slot, salt: 'AA==' }).success).toBe(false);
  });
});
