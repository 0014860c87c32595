import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFileSystem } from '../../../../../electron/platform/disk/file-system';
import { CHEAP_COST } from '../../../../support/cheap-cost';
import { CredentialChanges } from '../../../../../electron/vault/operations/change-credentials';
import type { Keychain } from '../../../../../electron/vault/keyslots/keyslots';
import type { Result } from '../../../../../shared/lib/result';
import { newKey, valueOf } from '../../../../support/sample-keys';
import { dataKeyBytesOf, keysOf } from '../../../../support/small-vault';
import {
  PASSPHRASE,
  PROOF,
  acceptAnyPassphrase,
  createdVault,
  fakeKeychain,
  noKeychain,
  temporaryDirectory,
} from '../../../../support/test-vault';
import { SnapshotStore } from '../../../../../electron/vault/snapshot/snapshot-store';
import { vaultPaths } from '../../../../../electron/vault/format/vault-paths';

const NEW_PASSPHRASE = 'seven quiet lighthouses';
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.failure.code);

/** An open vault with one key, and its credential changes. */
async function owned(options: { keychain?: Keychain; hasSlot?: boolean } = {}) {
  const directory = join(await temporaryDirectory(), 'vault');
  const keychain = options.keychain ?? noKeychain;
  const made = await createdVault(directory, options.hasSlot ? { keychain } : {});
  const { apiKey, secret } = valueOf(await keysOf(made).create(newKey({ name: 'Zoho' })));
  const { session, clock } = made;
  const security = new CredentialChanges({
    session,
    keychain,
    kdfCost: async () => CHEAP_COST,
    ratePassphrase: acceptAnyPassphrase,
  });
  const secretNow = () =>
    valueOf(
      session.vault?.openSecret(apiKey.id) ?? { ok: false, failure: { code: 'vault-locked' } },
    ).toString();
  const reopen = async (way: Parameters<typeof session.unlock>[0]) => {
    await session.lock();
    clock.now += 60_000;
    return codeOf(await session.unlock(way));
  };
  const file = async () => {
    const read = valueOf(await new SnapshotStore(realFileSystem, vaultPaths(directory)).read());
    if (!read) throw new Error('no vault');
    return read;
  };
  const events = async () => {
    const names: string[] = [];
    valueOf(
      (await session.vault?.activity.walk({
        onEvents: (some) => void names.push(...some.map(({ event }) => event)),
      })) ?? { ok: false, failure: { code: 'vault-locked' } },
    );
    return names;
  };
  return { ...made, directory, security, secret, secretNow, reopen, file, events };
}

const byPassphrase = (passphrase: string) => ({ method: 'passphrase', passphrase }) as const;
const byCode = (code: string) => ({ method: 'recovery-code', code }) as const;

describe('changing the passphrase', () => {
  it('makes the new passphrase valid and the old one invalid; code and secrets stay', async () => {
    const { security, secret, secretNow, reopen, recoveryCode, file, events } = await owned();
    const before = await file();
    valueOf(await security.changePassphrase(PROOF, NEW_PASSPHRASE));
    const after = await file();
    expect(dataKeyBytesOf(after, recoveryCode)).toEqual(dataKeyBytesOf(before, recoveryCode));
    expect(after.slots.map(({ type }) => type).toSorted()).toEqual(['passphrase', 'recovery']);
    expect(await events()).toContain('vault.passphrase-changed');
    expect(await reopen(byPassphrase(PASSPHRASE))).toBe('wrong-passphrase');
    expect(await reopen(byPassphrase(NEW_PASSPHRASE))).toBe('ok');
    expect(secretNow()).toBe(secret);
    expect(await reopen(byCode(recoveryCode))).toBe('ok');
  });

  it('accepts the recovery code as proof, for a forgotten passphrase', async () => {
    const { security, reopen, recoveryCode } = await owned();
    valueOf(await security.changePassphrase(byCode(recoveryCode), NEW_PASSPHRASE));
    expect(await reopen(byPassphrase(NEW_PASSPHRASE))).toBe('ok');
  });

  it('changes nothing without proof, for a short passphrase, or while locked', async () => {
    const { security, session, file, reopen } = await owned();
    const before = await file();
    const wrong = byPassphrase('not the passphrase');
    expect(codeOf(await security.changePassphrase(wrong, NEW_PASSPHRASE))).toBe('wrong-passphrase');
    expect(codeOf(await security.changePassphrase(PROOF, 'short'))).toBe('passphrase-too-short');
    expect(await file()).toEqual(before);
    await session.lock();
    expect(codeOf(await security.changePassphrase(PROOF, NEW_PASSPHRASE))).toBe('vault-locked');
    expect(await reopen(byPassphrase(PASSPHRASE))).toBe('ok');
  });

  it('applies to proofs at once, while the vault is still open', async () => {
    const { security, session } = await owned();
    valueOf(await security.changePassphrase(PROOF, NEW_PASSPHRASE));
    expect(codeOf(await session.confirm(PROOF))).toBe('wrong-passphrase');
    expect(codeOf(await session.confirm(byPassphrase(NEW_PASSPHRASE)))).toBe('ok');
  });
});

describe('a new recovery code', () => {
  it('becomes valid once it is confirmed, and not before', async () => {
    const { security, reopen, recoveryCode, file, events } = await owned();
    const before = await file();
    const prepared = valueOf(await security.prepareRecoveryCode(PROOF)).recoveryCode;
    expect(security.pendingCode).toBe(prepared);
    expect(await file()).toEqual(before);
    valueOf(await security.confirmRecoveryCode());
    expect(security.pendingCode).toBeNull();
    expect(await events()).toContain('vault.recovery-code-changed');
    expect(await reopen(byCode(recoveryCode))).toBe('wrong-recovery-code');
    expect(await reopen(byCode(prepared))).toBe('ok');
    expect(await reopen(byPassphrase(PASSPHRASE))).toBe('ok');
  });

  it('that was not confirmed is discarded by a lock or a cancellation', async () => {
    const { security, reopen, recoveryCode } = await owned();
    expect(codeOf(await security.confirmRecoveryCode())).toBe('new-code-expired');
    valueOf(await security.prepareRecoveryCode(PROOF));
    expect(await reopen(byPassphrase(PASSPHRASE))).toBe('ok');
    expect(codeOf(await security.confirmRecoveryCode())).toBe('new-code-expired');
    valueOf(await security.prepareRecoveryCode(PROOF));
    security.forget();
    expect(codeOf(await security.confirmRecoveryCode())).toBe('new-code-expired');
    expect(await reopen(byCode(recoveryCode))).toBe('ok');
  });
});

describe('the keychain', () => {
  it('is added as a keyslot, and removed again', async () => {
    const { security, reopen, events } = await owned({ keychain: fakeKeychain() });
    expect(valueOf(await security.status())).toEqual({
      hasKeychainSlot: false,
      canUseKeychain: true,
    });
    valueOf(await security.setKeychain(PROOF, true));
    expect(valueOf(await security.status()).hasKeychainSlot).toBe(true);
    // This session has no keychain; the failure shows that a keychain slot was tried.
    valueOf(await security.setKeychain(PROOF, false));
    expect(valueOf(await security.status()).hasKeychainSlot).toBe(false);
    expect(await events()).toEqual(
      expect.arrayContaining(['vault.keychain-added', 'vault.keychain-removed']),
    );
    expect(await reopen({ method: 'keychain' })).toBe('keychain-unavailable');
    expect(await reopen(byPassphrase(PASSPHRASE))).toBe('ok');
  });

  it('that is unavailable, or refuses, adds nothing', async () => {
    const refusing: Keychain = { ...noKeychain, isAvailable: async () => true };
    for (const keychain of [noKeychain, refusing]) {
      const { security, file } = await owned({ keychain });
      const before = await file();
      expect(codeOf(await security.setKeychain(PROOF, true))).toBe('keychain-unavailable');
      expect(await file()).toEqual(before);
    }
  });
});

describe('the keyslots of a vault', () => {
  it('are reported while it is open', async () => {
    const { security, session } = await owned();
    expect(valueOf(await security.status()).hasKeychainSlot).toBe(false);
    await session.lock();
    expect(codeOf(await security.status())).toBe('vault-locked');
  });

  it('stay unchanged when it is locked between the proof and the change', async () => {
    const { session, reopen, recoveryCode } = await owned();
    const security = new CredentialChanges({
      session: {
        get vault() {
          return session.vault;
        },
        confirm: async (proof) => {
          const confirmed = await session.confirm(proof);
          await session.lock();
          return confirmed;
        },
        changeDataKey: (next) => session.changeDataKey(next),
      },
      keychain: noKeychain,
      kdfCost: async () => CHEAP_COST,
      ratePassphrase: acceptAnyPassphrase,
    });
    expect(codeOf(await security.changePassphrase(PROOF, NEW_PASSPHRASE))).toBe('vault-locked');
    expect(await reopen(byPassphrase(PASSPHRASE))).toBe('ok');
    expect(codeOf(await security.prepareRecoveryCode(PROOF))).toBe('vault-locked');
    expect(security.pendingCode).toBeNull();
    expect(await reopen(byCode(recoveryCode))).toBe('ok');
  });
});

describe('rotating the data key', () => {
  it('does not start when the keychain refuses the new slot', async () => {
    const keychain = fakeKeychain();
    const { security, session, reopen, file } = await owned({ keychain, hasSlot: true });
    const before = await file();
    keychain.protect = async () => {
      throw new Error('not now');
    };
    expect(codeOf(await security.prepareDataKey(PASSPHRASE))).toBe('keychain-unavailable');
    expect(security.pendingCode).toBeNull();
    expect(codeOf(await security.confirmRecoveryCode())).toBe('new-code-expired');
    expect(await file()).toEqual(before);
    expect(session.vault).not.toBeNull();
    expect(await reopen({ method: 'keychain' })).toBe('ok');
  });

  it('does not start in a vault that is locked while the new slots are made', async () => {
    const { session, reopen, recoveryCode } = await owned();
    const security = new CredentialChanges({
      session,
      keychain: noKeychain,
      kdfCost: async () => {
        await session.lock();
        return CHEAP_COST;
      },
      ratePassphrase: acceptAnyPassphrase,
    });
    expect(codeOf(await security.prepareDataKey(PASSPHRASE))).toBe('vault-locked');
    expect(security.pendingCode).toBeNull();
    expect(await reopen(byCode(recoveryCode))).toBe('ok');
    expect(codeOf(await security.confirmRecoveryCode())).toBe('new-code-expired');
  });

  it('re-encrypts everything: nothing on disk opens with the old key, and nothing is lost', async () => {
    const world = await owned({ keychain: fakeKeychain(), hasSlot: true });
    const { security, session, secret, secretNow, reopen, recoveryCode, file, events, states } =
      world;
    const setting = { value: { note: 'kept' } };
    valueOf(await keysOf(world).create(newKey({ name: 'Second' })));
    valueOf(
      (await session.vault?.commit(() => {
        const credential = session.vault?.sealSecret(
          'some-setting credential',
          Buffer.from('a token'),
        );
        const value = { ...setting, credential: { ...credential } } as never;
        return {
          ok: true,
          value: [
            { event: 'setting.changed', keyId: null, change: { name: 'some-setting', value } },
          ],
        };
      })) ?? { ok: false, failure: { code: 'vault-locked' } },
    );
    const before = {
      file: await file(),
      events: await events(),
      keys: [...(session.vault?.keys.values() ?? [])],
    };
    const oldKey = dataKeyBytesOf(before.file, recoveryCode);
    const statesBefore = states.length;

    const prepared = valueOf(await security.prepareDataKey(PASSPHRASE)).recoveryCode;
    expect(await file()).toEqual(before.file);
    valueOf(await security.confirmRecoveryCode());

    expect(states.slice(statesBefore).map(({ kind }) => kind)).toEqual(['unlocked']);
    const after = await file();
    expect(dataKeyBytesOf(after, prepared)).not.toEqual(oldKey);
    expect(after.slots.map(({ type }) => type).toSorted()).toEqual([
      'keychain',
      'passphrase',
      'recovery',
    ]);
    expect(await events()).toEqual([...before.events, 'vault.data-key-changed']);
    expect(secretNow()).toBe(secret);
    const keysNow = [...(session.vault?.keys.values() ?? [])];
    expect(keysNow.map(({ record }) => record)).toEqual(before.keys.map(({ record }) => record));
    for (const [index, key] of keysNow.entries()) {
      expect(key.sealedSecret).not.toEqual(before.keys[index]?.sealedSecret);
    }
    expect(session.vault?.settings.get('some-setting')).toMatchObject(setting);

    expect(await reopen(byCode(recoveryCode))).toBe('wrong-recovery-code');
    expect(await reopen(byCode(prepared))).toBe('ok');
    expect(await reopen({ method: 'keychain' })).toBe('ok');
    expect(await reopen(byPassphrase(PASSPHRASE))).toBe('ok');
    expect(secretNow()).toBe(secret);
    valueOf(await keysOf(world).create(newKey({ name: 'Afterwards' })));
    const names = await realFileSystem.readdir(world.directory);
    expect(names.filter((name) => name.startsWith('activity'))).toEqual(['activity.jsonl']);
  });

  it('needs the passphrase, and waits for the confirmation like any new recovery code', async () => {
    const { security, session, reopen, recoveryCode } = await owned();
    expect(codeOf(await security.prepareDataKey('not the passphrase'))).toBe('wrong-passphrase');
    valueOf(await security.prepareDataKey(PASSPHRASE));
    await session.lock();
    security.forget();
    expect(codeOf(await security.confirmRecoveryCode())).toBe('new-code-expired');
    expect(await reopen(byCode(recoveryCode))).toBe('ok');
  });

  it('is refused when the activity is damaged', async () => {
    const { directory, security, session, secretNow, secret } = await owned();
    const log = await realFileSystem.open(join(directory, 'activity.jsonl'), 'r+');
    await log.write('x', 20);
    await log.close();
    valueOf(await security.prepareDataKey(PASSPHRASE));
    expect(codeOf(await security.confirmRecoveryCode())).toBe('vault-read-only');
    expect(session.vault).not.toBeNull();
    expect(secretNow()).toBe(secret);
  });
});

describe('a read-only vault', () => {
  it('keeps its keyslots', async () => {
    const { directory, security, session, reopen } = await owned();
    await session.lock();
    const log = await realFileSystem.open(join(directory, 'activity.jsonl'), 'a');
    await log.write('{"sequence":99}\n');
    await log.close();
    expect(await reopen(byPassphrase(PASSPHRASE))).toBe('ok');
    for (const result of [
      await security.changePassphrase(PROOF, NEW_PASSPHRASE),
      await security.setKeychain(PROOF, false),
      await security.prepareRecoveryCode(PROOF),
      await security.prepareDataKey(PASSPHRASE),
    ]) {
      expect(codeOf(result)).toBe('vault-read-only');
    }
  });
});
