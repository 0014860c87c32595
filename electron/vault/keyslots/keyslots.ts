import { randomBytes } from 'node:crypto';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { KdfCost } from '../crypto/argon2id';
import { argon2id } from '../crypto/argon2id';
import { canonicalJson } from '../crypto/canonical-json';
import { KEY_BYTES } from '../crypto/data-key';
import type { Slot } from '../format/keyslot-schema';
import { recoveryKey } from '../crypto/recovery-code';
import { seal, unseal } from '../crypto/aead';

const SALT_BYTES = 16;

type SlotOf<T extends Slot['type']> = Extract<Slot, { type: T }>;

/** Encrypts small values with the operating system's keychain. */
export interface Keychain {
  /** Whether a real keychain is available, not one that merely obfuscates. Does not prompt. */
  isAvailable(): Promise<boolean>;
  /**
   * @returns null on timeout
   * @throws when the keychain refuses
   */
  protect(bytes: Buffer): Promise<Buffer | null>;
  /**
   * @returns null on timeout
   * @throws when the keychain refuses or does not recognise the bytes
   */
  unprotect(protectedBytes: Buffer): Promise<Buffer | null>;
}

/** A wrapping key, in plain and encrypted by the keychain. */
export interface KeychainKey {
  key: Buffer;
  protectedKey: string;
}

/**
 * Makes the wrapping key of a keychain slot. Call it without holding the vault's queue: the
 * keychain may be slow.
 *
 * @returns the key, which the caller uses or zeroes; `keychain-unavailable`, `keychain-silent`
 */
export async function askForKeychainKey(keychain: Keychain): Promise<Result<KeychainKey>> {
  const key = randomBytes(KEY_BYTES);
  try {
    const protectedKey = await keychain.protect(key);
    if (protectedKey) return ok({ key, protectedKey: protectedKey.toString('base64') });
    key.fill(0);
    return fail({ code: 'keychain-silent' });
  } catch {
    key.fill(0);
    return fail({ code: 'keychain-unavailable' });
  }
}

export async function passphraseSlot(
  dataKey: Buffer,
  vaultId: string,
  passphrase: string,
  cost: KdfCost,
): Promise<SlotOf<'passphrase'>> {
  const salt = randomBytes(SALT_BYTES);
  const key = await argon2id(passphrase, salt, cost);
  const kdf = { algorithm: 'argon2id', ...cost, salt: salt.toString('base64') } as const;
  return wrap(key, dataKey, vaultId, { type: 'passphrase', kdf });
}

/** @param code as `normaliseRecoveryCode` returns it */
export function recoverySlot(dataKey: Buffer, vaultId: string, code: string): SlotOf<'recovery'> {
  const salt = randomBytes(SALT_BYTES);
  const key = recoveryKey(code, salt);
  return wrap(key, dataKey, vaultId, { type: 'recovery', salt: salt.toString('base64') });
}

/** @param keychainKey is zeroed */
export function keychainSlot(
  dataKey: Buffer,
  vaultId: string,
  { key, protectedKey }: KeychainKey,
): SlotOf<'keychain'> {
  return wrap(key, dataKey, vaultId, { type: 'keychain', protectedKey });
}

/** @returns the data key, or null when the passphrase is wrong for this slot */
export async function openPassphraseSlot(
  slot: SlotOf<'passphrase'>,
  vaultId: string,
  passphrase: string,
): Promise<Buffer | null> {
  const key = await argon2id(passphrase, Buffer.from(slot.kdf.salt, 'base64'), slot.kdf);
  return unwrap(key, slot, vaultId);
}

/**
 * @param code as `normaliseRecoveryCode` returns it
 * @returns the data key, or null when the code is wrong for this slot
 */
export function openRecoverySlot(
  slot: SlotOf<'recovery'>,
  vaultId: string,
  code: string,
): Buffer | null {
  return unwrap(recoveryKey(code, Buffer.from(slot.salt, 'base64')), slot, vaultId);
}

/**
 * @returns the data key; `keychain-refused` when the keychain does not decrypt this slot's key,
 * `keychain-silent`
 */
export async function openKeychainSlot(
  slot: SlotOf<'keychain'>,
  vaultId: string,
  keychain: Keychain,
): Promise<Result<Buffer>> {
  let key: Buffer | null;
  try {
    key = await keychain.unprotect(Buffer.from(slot.protectedKey, 'base64'));
  } catch {
    return fail({ code: 'keychain-refused' });
  }
  if (key === null) return fail({ code: 'keychain-silent' });
  const dataKey = key.length === KEY_BYTES ? unwrap(key, slot, vaultId) : null;
  return dataKey ? ok(dataKey) : fail({ code: 'keychain-refused' });
}

/** The associated data of a wrapped key: all other fields of its slot, KDF parameters included. */
function slotContext(vaultId: string, slot: Slot | Omit<Slot, 'wrapped'>): string {
  const { wrapped: _, ...rest } = slot as Slot;
  return `ownchat-keys slot ${vaultId} ${canonicalJson(rest)}`;
}

/** Wraps the data key and zeroes the wrapping key. */
function wrap<S extends object>(
  key: Buffer,
  dataKey: Buffer,
  vaultId: string,
  slot: S,
): S & { wrapped: ReturnType<typeof seal> } {
  const wrapped = seal(key, dataKey, slotContext(vaultId, slot as unknown as Slot));
  key.fill(0);
  return { ...slot, wrapped };
}

function unwrap(key: Buffer, slot: Slot, vaultId: string): Buffer | null {
  const dataKey = unseal(key, slot.wrapped, slotContext(vaultId, slot));
  key.fill(0);
  return dataKey;
}
