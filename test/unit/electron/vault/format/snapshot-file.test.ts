import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../../../electron/vault/crypto/canonical-json';
import { DataKey } from '../../../../../electron/vault/crypto/data-key';
import { seal } from '../../../../../electron/vault/crypto/aead';
import { calibrate } from '../../../../../electron/vault/crypto/argon2id';
import { readExport } from '../../../../../electron/vault/transfer/export-file';
import type { Slot } from '../../../../../electron/vault/format/keyslot-schema';
import {
  keychainSlot,
  passphraseSlot,
  recoverySlot,
} from '../../../../../electron/vault/keyslots/keyslots';
import type { VaultFile } from '../../../../../electron/vault/format/snapshot-schema';
import {
  decodeVaultFile,
  encodeVaultFile,
  sealVaultFile,
  unsealVaultFile,
} from '../../../../../electron/vault/format/snapshot-file';
import { failureOf, storedKey, valueOf } from '../../../../support/sample-keys';
import { PASSPHRASE } from '../../../../support/test-vault';
import { CHEAP_COST } from '../../../../support/cheap-cost';
import { AT, START, VAULT_ID, someDataKey, someFile } from '../../../../support/vault-parts';
import { noThrottle } from '../../../../support/no-throttle';

const recovery = () => recoverySlot(Buffer.alloc(32, 7), VAULT_ID, '0'.repeat(32));

/** Each is acceptable alone; together they are too expensive. */
function heavySlots(slot: Slot): Slot[] {
  if (slot.type !== 'passphrase') throw new Error('no passphrase slot');
  const heavy = { ...slot, kdf: { ...slot.kdf, memoryKiB: 256 * 1024, iterations: 6 } };
  return [heavy, heavy];
}

const decode = (bytes: Buffer | string) => decodeVaultFile(Buffer.from(bytes), '/v');
const asJson = (file: VaultFile) => JSON.parse(encodeVaultFile(file).toString()) as VaultFile;

describe('vault.json', () => {
  it('round-trips what was sealed', async () => {
    const body = {
      log: { sequence: 3, offset: 99, tag: 'tag' },
      keys: [storedKey(1)],
      settings: {},
    };
    const file = someFile(body);
    expect(file.sequence).toBe(3);
    const text = encodeVaultFile(file);
    const read = valueOf(decode(text));
    expect(encodeVaultFile(read)).toEqual(text);
    expect(await unsealVaultFile(read, someDataKey())).toEqual(body);
  });

  it('has a plain header, and a body without readable content', () => {
    const text = encodeVaultFile(
      someFile({ keys: [storedKey(1, { name: 'Zoho CRM' })] }),
    ).toString();
    expect(JSON.parse(text)).toMatchObject({ format: 'ownchat-keys-vault', version: 2 });
    expect(text).not.toContain('Zoho CRM');
  });

  it('is truncated at every shorter length', () => {
    const bytes = encodeVaultFile(someFile());
    for (let length = 0; length < bytes.length; length += 1) {
      expect(failureOf(decode(bytes.subarray(0, length)))).toEqual({
        code: 'vault-truncated',
        path: '/v',
      });
    }
  });

  it('is refused with a specific failure when it comes from a newer version, whatever else it holds', () => {
    for (const more of [{}, { slots: 'of a new kind' }]) {
      const text = `${JSON.stringify({ format: 'ownchat-keys-vault', version: 3, ...more })}\n`;
      expect(failureOf(decode(text))).toEqual({
        code: 'vault-newer-version',
        path: '/v',
        version: 3,
      });
    }
  });

  it.each([
    ['no JSON', 'x}\n'],
    ['no UTF-8', Buffer.from([0xff, 0x7d, 0x0a])],
    ['a list', '[{}\n'],
    ['nothing', '{}\n'],
    ['another format', '{"format":"x","version":1}\n'],
    ['no version', '{"format":"ownchat-keys-vault"}\n'],
    ['version 0', '{"format":"ownchat-keys-vault","version":0}\n'],
    ['half a version', '{"format":"ownchat-keys-vault","version":1.5}\n'],
    ['a header alone', '{"format":"ownchat-keys-vault","version":1}\n'],
  ])('is altered when it is %s', (_what, bytes) => {
    expect(failureOf(decode(bytes as string))).toEqual({ code: 'vault-altered', path: '/v' });
  });

  it('is altered when any part of its header differs, which distinguishes it from a wrong passphrase', () => {
    const file = asJson(someFile());
    const other = someFile().slots;
    for (const change of [
      { vaultId: VAULT_ID.replace('1', '2') },
      { createdAt: '2026-11-23T09:12:00.001Z' },
      { sequence: 1 },
      { slots: [] },
      { slots: other },
      { checksum: 'ab'.repeat(32) },
      { more: true },
    ]) {
      const text = `${JSON.stringify({ ...file, ...change })}\n`;
      expect(failureOf(decode(text))).toEqual({ code: 'vault-altered', path: '/v' });
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(decode(`${JSON.stringify(value)}\n`).ok).toBe(false);
        const dressed = { format: 'ownchat-keys-vault', version: 1, slots: value, body: value };
        expect(decode(`${JSON.stringify(dressed)}\n`).ok).toBe(false);
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => !decode(Buffer.from(bytes)).ok));
  });

  it.each([
    [{ memoryKiB: 8 }],
    [{ iterations: 1 }],
    [{ memoryKiB: 2 * 1024 * 1024 }],
    [{ iterations: 1_000 }],
    [{ parallelism: 64 }],
    [{ memoryKiB: -1 }],
  ])('is refused before the KDF runs when the cost of its slot is %j', async (cost) => {
    const slot = await passphraseSlot(Buffer.alloc(32, 7), VAULT_ID, PASSPHRASE, CHEAP_COST);
    // Sealed with the right key: everything else is valid.
    const file = someFile({}, [{ ...slot, kdf: { ...slot.kdf, ...cost } }]);
    expect(failureOf(decode(encodeVaultFile(file)))).toEqual({
      code: 'vault-kdf-refused',
      path: '/v',
    });
  });

  it.each([
    ['five passphrases', (slot: Slot) => Array.from({ length: 5 }, () => slot)],
    ['a thousand passphrases', (slot: Slot) => Array.from({ length: 1_000 }, () => slot)],
    ['five recovery codes', (slot: Slot) => [slot, ...Array.from({ length: 5 }, recovery)]],
    ['two passphrases that cost more than one unlock', heavySlots],
  ])('is refused before the KDF runs when it has %s', async (_what, slotsFrom) => {
    const slot = await passphraseSlot(Buffer.alloc(32, 7), VAULT_ID, PASSPHRASE, CHEAP_COST);
    const bytes = encodeVaultFile(someFile({}, slotsFrom(slot)));
    expect(failureOf(decode(bytes))).toEqual({ code: 'vault-kdf-refused', path: '/v' });
    expect(readExport(bytes, noThrottle)).toEqual({ problem: 'unsafe' });
  });

  it('is accepted with every slot that this app makes, on the fastest computer', async () => {
    const slot = await passphraseSlot(Buffer.alloc(32, 7), VAULT_ID, PASSPHRASE, CHEAP_COST);
    const heaviest = { ...slot, kdf: { ...slot.kdf, ...(await calibrate(async () => 0)) } };
    const keychain = keychainSlot(Buffer.alloc(32, 7), VAULT_ID, {
      key: Buffer.alloc(32, 8),
      protectedKey: 'AAAA',
    });
    const file = someFile({}, [heaviest, recovery(), keychain]);
    expect(decode(encodeVaultFile(file)).ok).toBe(true);
  });

  it('is accepted when the cost of its slot is within the limits', async () => {
    const slot = await passphraseSlot(Buffer.alloc(32, 7), VAULT_ID, PASSPHRASE, CHEAP_COST);
    expect(decode(encodeVaultFile(someFile({}, [slot]))).ok).toBe(true);
  });
});

describe('the sealed body', () => {
  it('opens with no other key and under no other header', async () => {
    const file = someFile();
    expect(await unsealVaultFile(file, DataKey.generate(VAULT_ID))).toBeNull();
    for (const change of [
      { createdAt: '2026-11-23T09:12:00.001Z' },
      { sequence: 1 },
      { slots: someFile().slots },
      { body: someFile().body },
    ]) {
      expect(await unsealVaultFile({ ...file, ...change }, someDataKey())).toBeNull();
    }
  });

  it('opens with its keys on lines of their own or on one line', async () => {
    const { body: _, checksum: __, ...header } = someFile();
    const content = { log: START, keys: [storedKey(1), storedKey(2)], settings: { a: '\n' } };
    for (const text of [JSON.stringify(content), JSON.stringify({ ...content, keys: [] })]) {
      const body = seal(
        someDataKey().for('snapshot'),
        Buffer.from(text),
        `ownchat-keys vault ${canonicalJson(header)}`,
      );
      expect(await unsealVaultFile({ ...someFile(), ...header, body }, someDataKey())).toEqual(
        JSON.parse(text),
      );
    }
  });

  it('is refused when the plaintext is not a body', async () => {
    const { body: _, checksum: __, ...header } = someFile();
    for (const content of [{}, { log: START, keys: {} }, { log: START, keys: [], more: 1 }, []]) {
      const body = seal(
        someDataKey().for('snapshot'),
        Buffer.from(JSON.stringify(content)),
        `ownchat-keys vault ${canonicalJson(header)}`,
      );
      expect(await unsealVaultFile({ ...someFile(), ...header, body }, someDataKey())).toBeNull();
    }
  });

  it('gets a fresh nonce at every write', () => {
    const header = { vaultId: VAULT_ID, createdAt: AT, slots: someFile().slots };
    const seals = Array.from({ length: 50 }, () =>
      sealVaultFile(header, { log: START, keys: [], settings: {} }, someDataKey()),
    );
    expect(new Set(seals.map(({ body }) => body.nonce)).size).toBe(50);
  });
});
