import { cp, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { realFileSystem } from '../../../../../electron/platform/disk/file-system';
import { ImportSession } from '../../../../../electron/transfer/import-session';
import { hashSecret, isSecret } from '../../../../../electron/keys/secret';
import { changesBetween } from '../../../../../electron/vault/state/diff-keys';
import { readExport } from '../../../../../electron/vault/transfer/export-file';
import { generateRecoveryCode } from '../../../../../electron/vault/crypto/recovery-code';
import { RepairService } from '../../../../../electron/vault/session/repair-service';
import { VaultExport } from '../../../../../electron/vault/transfer/export-vault';
import { CredentialChanges } from '../../../../../electron/vault/operations/change-credentials';
import type { Result } from '../../../../../shared/lib/result';
import { CHEAP_COST } from '../../../../support/cheap-cost';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { failureOf, newKey, valueOf } from '../../../../support/sample-keys';
import { keysOf } from '../../../../support/small-vault';
import type { TestSession } from '../../../../support/test-vault';
import {
  PROOF,
  PASSPHRASE,
  acceptAnyPassphrase,
  createdVault,
  fakeKeychain,
  noKeychain,
  sessionOn,
  temporaryDirectory,
} from '../../../../support/test-vault';

const WRONG = { method: 'passphrase', passphrase: 'wrong' } as const;
const NEW_PASSPHRASE = 'seven quiet lighthouses';

const deskOn = ({ session, clock }: TestSession) =>
  new ImportSession({
    fs: realFileSystem,
    vault: () => session.vault,
    now: () => clock.now,
    isSecret,
    hashSecret,
    changesBetween,
    readSealed: (bytes) => readExport(bytes, session),
    mayHold: async () => true,
    onOpened: () => undefined,
  });

const careOf = ({ session, environment }: TestSession) =>
  new RepairService({ environment, session, chooseFolder: async () => null });

/** Attempts once after the delay. @returns the delay before the next attempt, in milliseconds */
async function waitAfter({ clock }: TestSession, tried: Promise<Result<unknown>>): Promise<number> {
  const failure = failureOf(await tried);
  if (!('retryAfterMs' in failure)) throw new Error(failure.code);
  clock.now += failure.retryAfterMs;
  return failure.retryAfterMs;
}

/** All events, newest first, without changes of keys. */
async function recorded({ session }: TestSession) {
  const events: { event: string; change: unknown }[] = [];
  await session.vault?.activity.readBack(null, ({ event, change }) => {
    if (event.startsWith('vault.')) events.push({ event, change });
    return true;
  });
  return events;
}

const countOf = async (made: TestSession, event: string) =>
  (await recorded(made)).filter((one) => one.event === event).length;

/** An unlocked vault with a backup, and copies of its files elsewhere. */
async function vaultWithCopies() {
  const directory = join(await temporaryDirectory(), 'vault');
  const made = await createdVault(directory);
  for (const name of ['First', 'Second']) {
    valueOf(await keysOf(made).create(newKey({ name })));
    valueOf(await made.session.vault!.snapshot());
  }
  const outside = await temporaryDirectory();
  const [backup] = await readdir(join(directory, 'backups'));
  const copy = join(outside, 'copy.ownchat-vault');
  const backupCopy = join(outside, 'backup.ownchat-vault');
  await cp(join(directory, 'vault.json'), copy);
  await cp(join(directory, 'backups', backup ?? ''), backupCopy);
  return { ...made, directory, copy, backupCopy };
}

describe('guessing at the passphrase of the vault', () => {
  it.each(['copy', 'backupCopy'] as const)(
    'through an import of its own file (%s) is throttled and recorded like unlocking',
    async (which) => {
      const made = await vaultWithCopies();
      const desk = deskOn(made);
      valueOf(await desk.importFile(made[which]));
      const waits: number[] = [];
      for (let count = 0; count < 4; count += 1) {
        waits.push(await waitAfter(made, desk.unseal('wrong')));
      }
      expect(waits).toEqual([0, 1_000, 2_000, 4_000]);
      expect(await countOf(made, 'vault.proof-failed')).toBe(4);
      // The same count applies to a proof, and after a restart.
      expect(await waitAfter(made, made.session.confirm(WRONG))).toBe(8_000);
      await made.session.lock();
      const { clock, failedAttempts, wrongTries, directory } = made;
      const again = sessionOn(directory, { clock, failedAttempts, wrongTries });
      expect(await waitAfter(again, again.session.unlock(WRONG))).toBe(16_000);
      valueOf(await again.session.unlock(PROOF));
      expect(await waitAfter(again, again.session.confirm(WRONG))).toBe(0);
    },
  );

  it('does not reset the backoff by opening an older copy with an old passphrase', async () => {
    const made = await vaultWithCopies();
    const security = new CredentialChanges({
      session: made.session,
      keychain: noKeychain,
      kdfCost: async () => CHEAP_COST,
      ratePassphrase: acceptAnyPassphrase,
    });
    valueOf(await security.changePassphrase(PROOF, NEW_PASSPHRASE));
    const desk = deskOn(made);
    valueOf(await desk.importFile(made.copy));
    expect(await waitAfter(made, made.session.confirm(WRONG))).toBe(0);
    expect(await waitAfter(made, made.session.confirm(WRONG))).toBe(1_000);
    valueOf(await desk.unseal(PASSPHRASE));
    expect(await waitAfter(made, made.session.confirm(WRONG))).toBe(2_000);
    // Nor on the repair screen.
    await made.session.lock();
    const care = careOf(made);
    valueOf(await care.find({ method: 'passphrase', passphrase: NEW_PASSPHRASE }));
    care.forget();
    expect(await waitAfter(made, made.session.unlock(WRONG))).toBe(4_000);
    valueOf(await made.session.unlock({ method: 'passphrase', passphrase: NEW_PASSPHRASE }));
    expect(await waitAfter(made, made.session.confirm(WRONG))).toBe(0);
  });

  it("does not reset the backoff by an older copy briefly put in the vault's place", async () => {
    const made = await vaultWithCopies();
    const { directory, session, copy } = made;
    const security = new CredentialChanges({
      session,
      keychain: noKeychain,
      kdfCost: async () => CHEAP_COST,
      ratePassphrase: acceptAnyPassphrase,
    });
    valueOf(await security.changePassphrase(PROOF, NEW_PASSPHRASE));
    await session.lock();
    const present = await readFile(join(directory, 'vault.json'));
    expect(await waitAfter(made, session.unlock(WRONG))).toBe(0);
    expect(await waitAfter(made, session.unlock(WRONG))).toBe(1_000);
    await cp(copy, join(directory, 'vault.json'));
    valueOf(await session.unlock(PROOF));
    expect(await session.state()).toMatchObject({ notice: { kind: 'older-ways-in' } });
    valueOf(await session.confirm(PROOF));
    await session.lock();
    await writeFile(join(directory, 'vault.json'), present);
    expect(await waitAfter(made, session.unlock(WRONG))).toBe(2_000);
    valueOf(await session.unlock({ method: 'passphrase', passphrase: NEW_PASSPHRASE }));
    expect(await countOf(made, 'vault.unlock-failed')).toBe(1);
    expect(await waitAfter(made, session.confirm(WRONG))).toBe(0);
  });

  it('with another vault in its place neither resets the backoff nor is recorded', async () => {
    const made = await vaultWithCopies();
    const { directory, session, failedAttempts } = made;
    await session.lock();
    const theirs = join(await temporaryDirectory(), 'vault');
    await (await createdVault(theirs)).session.lock();
    expect(await waitAfter(made, session.unlock(WRONG))).toBe(0);
    expect(await waitAfter(made, session.unlock(WRONG))).toBe(1_000);
    const ours = join(await temporaryDirectory(), 'vault');
    await rename(directory, ours);
    await rename(theirs, directory);
    valueOf(await session.unlock(PROOF));
    await session.lock();
    expect(failedAttempts.get()).toMatchObject({ count: 2 });
    await rename(directory, theirs);
    await rename(ours, directory);
    expect(await waitAfter(made, session.unlock(WRONG))).toBe(2_000);
    valueOf(await session.unlock(PROOF));
    const failed = (await recorded(made)).find(({ event }) => event === 'vault.unlock-failed');
    expect(failed).toMatchObject({ change: { count: 3 } });
  });

  it('through an export of it is throttled and recorded too', async () => {
    const made = await vaultWithCopies();
    const path = join(await temporaryDirectory(), 'keys.ownchat-vault');
    const exporter = new VaultExport({
      environment: made.environment,
      vault: () => made.session.vault,
      confirm: (proof) => made.session.confirm(proof),
      kdfCost: async () => CHEAP_COST,
      ratePassphrase: acceptAnyPassphrase,
      chooseTarget: async () => path,
    });
    const passphrase = NEW_PASSPHRASE;
    valueOf(await exporter.save({ passphrase, withSecrets: true, proof: PROOF }));
    const desk = deskOn(made);
    valueOf(await desk.importFile(path));
    expect(await waitAfter(made, desk.unseal('wrong'))).toBe(0);
    expect(await waitAfter(made, made.session.confirm(WRONG))).toBe(1_000);
    expect(await waitAfter(made, desk.unseal('wrong'))).toBe(2_000);
    expect(await countOf(made, 'vault.proof-failed')).toBe(3);
    expect(valueOf(await desk.unseal(passphrase))).toHaveLength(2);
    // The export's passphrase proves nothing about the vault.
    expect(await waitAfter(made, made.session.confirm(WRONG))).toBe(4_000);
    const theirs = await vaultWithCopies();
    const theirDesk = deskOn(theirs);
    valueOf(await theirDesk.importFile(path));
    expect(await waitAfter(theirs, theirDesk.unseal('wrong'))).toBe(0);
    expect(await countOf(theirs, 'vault.proof-failed')).toBe(0);
  });

  it('through a foreign file has its own count, which survives a restart', async () => {
    const made = await vaultWithCopies();
    const theirs = await vaultWithCopies();
    const desk = deskOn(made);
    valueOf(await desk.importFile(theirs.copy));
    const waits: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      waits.push(await waitAfter(made, desk.unseal('wrong')));
    }
    expect(waits).toEqual([0, 1_000, 2_000]);
    expect(await countOf(made, 'vault.proof-failed')).toBe(0);
    expect(await waitAfter(made, made.session.confirm(WRONG))).toBe(0);
    expect(await waitAfter(made, made.session.confirm(WRONG))).toBe(1_000);
    await made.session.lock();
    const { clock, failedAttempts, wrongTries, directory } = made;
    const again = sessionOn(directory, { clock, failedAttempts, wrongTries });
    valueOf(await again.session.unlock(PROOF));
    const deskAgain = deskOn(again);
    valueOf(await deskAgain.importFile(theirs.copy));
    expect(await waitAfter(again, deskAgain.unseal('wrong'))).toBe(4_000);
    valueOf(await deskAgain.unseal(PASSPHRASE));
    expect(await waitAfter(again, deskAgain.unseal('wrong'))).toBe(0);
    // Another foreign file has no failures yet.
    const other = await vaultWithCopies();
    valueOf(await deskAgain.importFile(other.copy));
    expect(await waitAfter(again, deskAgain.unseal('wrong'))).toBe(0);
  });

  it("remembers only the latest foreign files, and never drops the vault's count", async () => {
    const made = await vaultWithCopies();
    const { session, wrongTries } = made;
    expect(await waitAfter(made, session.confirm(WRONG))).toBe(0);
    for (let count = 0; count < 30; count += 1) {
      failureOf(await session.tryFile(`file ${count}`, async () => null));
    }
    const names = Object.keys(wrongTries.get() as object);
    expect(names).toHaveLength(21);
    expect(names).toContain('vault');
    expect(names).toContain('file 29');
    expect(names).not.toContain('file 0');
    expect(await waitAfter(made, session.confirm(WRONG))).toBe(1_000);
  });

  it('through the repair screen is recorded once the vault is open, and counts after a restart', async () => {
    const made = await vaultWithCopies();
    const { directory, clock, failedAttempts, wrongTries } = made;
    await made.session.lock();
    await writeFile(join(directory, 'vault.json'), 'damaged');
    const first = sessionOn(directory, { clock, failedAttempts, wrongTries });
    expect(await waitAfter(first, careOf(first).find(WRONG))).toBe(0);
    const code = { method: 'recovery-code', code: generateRecoveryCode() } as const;
    expect(await waitAfter(first, careOf(first).find(code))).toBe(1_000);
    const again = sessionOn(directory, { clock, failedAttempts, wrongTries });
    expect(await waitAfter(again, careOf(again).find(WRONG))).toBe(2_000);
    const care = careOf(again);
    valueOf(await care.find(PROOF));
    valueOf(await care.use());
    const [newest, before] = await recorded(again);
    expect(newest).toMatchObject({ event: 'vault.recovered' });
    expect(before).toMatchObject({ event: 'vault.unlock-failed', change: { count: 3 } });
    expect(failedAttempts.get()).toBeNull();
    expect(await waitAfter(again, again.session.confirm(WRONG))).toBe(0);
  });

  it('keeps its backoff when the keychain has opened the vault meanwhile', async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    const keychain = fakeKeychain();
    const made = await createdVault(directory, { keychain });
    for (const wait of [0, 1_000, 2_000]) {
      expect(await waitAfter(made, made.session.confirm(WRONG))).toBe(wait);
    }
    await made.session.lock();
    const { clock, failedAttempts, wrongTries } = made;
    const again = sessionOn(directory, { clock, failedAttempts, wrongTries, keychain });
    valueOf(await again.session.unlock({ method: 'keychain' }));
    expect(await waitAfter(again, again.session.confirm(WRONG))).toBe(4_000);
  });

  it('includes failures counted by another window meanwhile', async () => {
    const made = await vaultWithCopies();
    await made.session.lock();
    const { clock, failedAttempts, wrongTries, directory } = made;
    const other = sessionOn(directory, { clock, failedAttempts, wrongTries });
    const command = sessionOn(directory, {
      clock,
      failedAttempts,
      wrongTries,
      origin: 'command line',
    });
    const waits: number[] = [];
    for (const one of [made, other, command, made, command]) {
      waits.push(await waitAfter(one, one.session.unlock(WRONG)));
    }
    expect(waits).toEqual([0, 1_000, 2_000, 4_000, 8_000]);
  });

  it('is recorded later when it cannot be recorded at once', async () => {
    const faulty = new FaultyFileSystem();
    const directory = join(await temporaryDirectory(), 'vault');
    const made = await createdVault(directory, { fs: faulty.fs });
    faulty.breakWhere(({ name }) => (name === 'datasync' ? 'ENOSPC' : null));
    expect(await waitAfter(made, made.session.confirm(WRONG))).toBe(0);
    faulty.mend();
    await made.session.lock();
    valueOf(await made.session.unlock(PROOF));
    expect(await countOf(made, 'vault.proof-failed')).toBe(0);
    expect(await recorded(made)).toContainEqual({
      event: 'vault.unlock-failed',
      change: expect.objectContaining({ count: 1 }) as unknown,
    });
  });

  it('drops the attempts that were still delayed when the vault was locked', async () => {
    const made = await vaultWithCopies();
    const { session } = made;
    for (let count = 0; count < 3; count += 1) await waitAfter(made, session.confirm(WRONG));
    vi.useFakeTimers();
    try {
      const many = Array.from({ length: 50 }, () => session.confirm(WRONG));
      // The first runs at once and fails; the others would be delayed by half a minute each.
      await vi.waitFor(async () => expect(await countOf(made, 'vault.proof-failed')).toBe(4));
      const locking = session.lock();
      await vi.advanceTimersByTimeAsync(30_000);
      await locking;
      const codes = (await Promise.all(many)).map((tried) => failureOf(tried).code);
      expect(codes.filter((code) => code === 'wrong-passphrase')).toHaveLength(1);
      expect(codes.filter((code) => code === 'vault-locked')).toHaveLength(49);
    } finally {
      vi.useRealTimers();
    }
    made.clock.now += 30_000;
    valueOf(await session.unlock(PROOF));
  });
});
