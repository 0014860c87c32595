import {
  appendFile,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { RepairService } from '../../../../../electron/vault/session/repair-service';
import { CredentialChanges } from '../../../../../electron/vault/operations/change-credentials';
import { CHEAP_COST } from '../../../../support/cheap-cost';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { directoryContents } from '../../../../support/directory-contents';
import { failureOf, newKey, valueOf } from '../../../../support/sample-keys';
import { keysOf, recordsOf } from '../../../../support/small-vault';
import {
  PASSPHRASE,
  PROOF,
  acceptAnyPassphrase,
  createdVault,
  noKeychain,
  sessionOn,
  temporaryDirectory,
} from '../../../../support/test-vault';

/** A locked vault with two backups, and a third key only in `vault.json` and the activity. */
async function damagedBy(
  damage: (directory: string) => Promise<void>,
  faulty = new FaultyFileSystem(),
) {
  const directory = join(await temporaryDirectory(), 'vault');
  const made = await createdVault(directory);
  const keys = keysOf(made);
  for (const name of ['First', 'Second', 'Third']) {
    valueOf(await keys.create(newKey({ name })));
    valueOf(await made.session.vault!.snapshot());
  }
  valueOf(await keys.create(newKey({ name: 'Fourth' })));
  const records = recordsOf(made.session.vault!.keys);
  await made.session.lock();
  await damage(directory);
  const again = sessionOn(directory, { fs: faulty.fs });
  const target = join(await temporaryDirectory(), 'saved');
  await mkdir(target);
  const care = new RepairService({
    environment: again.environment,
    session: again.session,
    chooseFolder: async () => target,
  });
  return { ...again, care, directory, records, target, recoveryCode: made.recoveryCode };
}

const cutInHalf = async (path: string): Promise<void> => {
  await truncate(path, Math.floor((await readFile(path)).length / 2));
};
async function alterInsideSeal(path: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  const at = text.lastIndexOf('"ciphertext":"') + 20;
  const other = text[at] === 'A' ? 'B' : 'A';
  await writeFile(path, text.slice(0, at) + other + text.slice(at + 1));
}
const vaultFile = (directory: string) => join(directory, 'vault.json');
const activityFile = (directory: string) => join(directory, 'activity.jsonl');

const DAMAGES: Record<string, (directory: string) => Promise<void>> = {
  missing: (directory) => rm(vaultFile(directory)),
  truncated: (directory) => cutInHalf(vaultFile(directory)),
  empty: (directory) => truncate(vaultFile(directory), 0),
  altered: async (directory) => {
    const text = await readFile(vaultFile(directory), 'utf8');
    await writeFile(vaultFile(directory), text.replace('"slots"', '"slotz"'));
  },
  'altered inside its seal': (directory) => alterInsideSeal(vaultFile(directory)),
  'newer than the app': async (directory) => {
    const text = await readFile(vaultFile(directory), 'utf8');
    await writeFile(vaultFile(directory), text.replace('"version":2', '"version":3'));
  },
  'with a weak slot': async (directory) => {
    const text = await readFile(vaultFile(directory), 'utf8');
    await writeFile(vaultFile(directory), text.replace('"iterations":2', '"iterations":1'));
  },
};

describe.each(Object.entries(DAMAGES))('a vault file that is %s', (what, damage) => {
  it('is repaired from the newest backup and the activity after it, without a loss', async () => {
    const { care, session, directory, records, recoveryCode } = await damagedBy(damage);
    const before = await directoryContents(directory);
    const sources = valueOf(await care.look());
    expect(sources.newest?.bytes).toBeGreaterThan(100);
    const preview = valueOf(await care.find(PROOF));
    expect(preview.keys.map(({ name }) => name)).toEqual(['First', 'Second', 'Third', 'Fourth']);
    expect(preview.activity).toMatchObject({ condition: 'whole', lost: 0 });
    expect(preview.backup).not.toBeNull();
    expect(await directoryContents(directory)).toEqual(before);

    valueOf(await care.use());
    expect(recordsOf(session.vault!.keys)).toEqual(records);
    valueOf(await keysOf({ ...sessionOn(directory), session }).create(newKey({ name: 'Fifth' })));
    const aside = (await readdir(directory)).filter((name) => name.includes('.damaged-'));
    expect(aside).toHaveLength(what === 'missing' ? 0 : 1);
    await session.lock();

    const later = sessionOn(directory).session;
    valueOf(await later.unlock({ method: 'recovery-code', code: recoveryCode }));
    expect(later.vault?.isReadOnly).toBe(false);
    expect(Object.keys(recordsOf(later.vault!.keys))).toHaveLength(5);
  });
});

describe('a vault that cannot be opened', () => {
  it('stays unchanged by a wrong passphrase, and opens with the recovery code', async () => {
    const { care, directory, session, recoveryCode } = await damagedBy(DAMAGES['truncated']!);
    const before = await directoryContents(directory);
    const wrong = await care.find({ method: 'passphrase', passphrase: 'not the passphrase' });
    expect(failureOf(wrong).code).toBe('wrong-passphrase');
    expect(failureOf(await care.use()).code).toBe('recovery-expired');
    expect(await directoryContents(directory)).toEqual(before);
    valueOf(await care.find({ method: 'recovery-code', code: recoveryCode }));
    valueOf(await care.use());
    expect(session.vault).not.toBeNull();
  });

  it('is repaired from an older backup when the newest is damaged too', async () => {
    const { care, directory } = await damagedBy(DAMAGES['truncated']!);
    const backups = join(directory, 'backups');
    const newest = (await readdir(backups)).toSorted().at(-1) ?? '';
    await cutInHalf(join(backups, newest));
    expect(valueOf(await care.look()).newest?.name).not.toBe(newest);
    expect(valueOf(await care.find(PROOF)).keys).toHaveLength(4);
  });

  it('reports when no backup is good', async () => {
    const { care, directory } = await damagedBy(DAMAGES['truncated']!);
    await rm(join(directory, 'backups'), { recursive: true });
    expect(valueOf(await care.look())).toEqual({ newest: null, isVaultGood: false });
    expect(failureOf(await care.find(PROOF)).code).toBe('no-good-backup');
  });

  it('is not repaired over a file that appeared after the search', async () => {
    const { care, directory } = await damagedBy(DAMAGES['truncated']!);
    valueOf(await care.find(PROOF));
    await writeFile(vaultFile(directory), 'put there by somebody');
    expect(failureOf(await care.use()).code).toBe('vault-changed-on-disk');
    expect(await readFile(vaultFile(directory), 'utf8')).toBe('put there by somebody');
  });

  it('discards the found version on request', async () => {
    const { care } = await damagedBy(DAMAGES['truncated']!);
    valueOf(await care.find(PROOF));
    care.forget();
    expect(failureOf(await care.use()).code).toBe('recovery-expired');
  });

  it('has all its files saved elsewhere, and keeps them', async () => {
    const { care, directory, target } = await damagedBy(DAMAGES['truncated']!);
    const before = await directoryContents(directory);
    const saved = valueOf(await care.saveFiles());
    expect(saved?.unreadable).toEqual([]);
    const contents = (picture: object, root: string) =>
      Object.entries(picture).map(([path, content]) => [path.replace(root, ''), content]);
    const copies = await directoryContents(saved!.folder);
    expect(contents(copies, saved!.folder)).toEqual(contents(before, directory));
    expect(saved!.folder.startsWith(target)).toBe(true);
    expect(await directoryContents(directory)).toEqual(before);
    expect(failureOf(await care.saveFiles()).code).toBe('write-failed');
  });

  it('has no files saved when the user cancels', async () => {
    const { environment, session, directory } = await damagedBy(DAMAGES['truncated']!);
    const before = await directoryContents(directory);
    const care = new RepairService({ environment, session, chooseFolder: async () => null });
    expect(valueOf(await care.saveFiles())).toBeNull();
    expect(await directoryContents(directory)).toEqual(before);
  });
});

describe('a disk that cannot read a damaged vault', () => {
  it.each([
    ['its backups', 'readdir', 'backups'],
    ['its activity', 'read', 'activity.jsonl'],
    ['its activity', 'open', 'activity.jsonl'],
  ])('is reported when it is %s (%s)', async (what, name, path) => {
    const faulty = new FaultyFileSystem();
    const { care, directory, records, session } = await damagedBy(DAMAGES['truncated']!, faulty);
    const before = await directoryContents(directory);
    faulty.breakWhere((call) => (call.name === name && call.path.endsWith(path) ? 'EIO' : null));
    const unreadable = { code: 'vault-unreadable', path: join(directory, path), reason: 'EIO' };
    expect(failureOf(await care.find(PROOF))).toEqual(unreadable);
    if (what === 'its backups') expect(failureOf(await care.look())).toEqual(unreadable);
    expect(failureOf(await care.use()).code).toBe('recovery-expired');
    expect(await directoryContents(directory)).toEqual(before);
    faulty.mend();
    valueOf(await care.find(PROOF));
    valueOf(await care.use());
    expect(recordsOf(session.vault!.keys)).toEqual(records);
  });

  it('is reported when the activity becomes unreadable before the repair', async () => {
    const faulty = new FaultyFileSystem();
    const { care, directory, records, session } = await damagedBy(
      (at) => appendFile(activityFile(at), 'damaged\n'),
      faulty,
    );
    valueOf(await care.find(PROOF));
    faulty.breakWhere(({ name, path }) =>
      name === 'read' && path.endsWith('activity.jsonl') ? 'EIO' : null,
    );
    const activity = await readFile(activityFile(directory));
    expect(failureOf(await care.use())).toMatchObject({ code: 'write-failed', reason: 'EIO' });
    expect(await readFile(activityFile(directory))).toEqual(activity);
    faulty.mend();
    valueOf(await care.find(PROOF));
    valueOf(await care.use());
    expect(recordsOf(session.vault!.keys)).toEqual(records);
  });

  it('is detected when it wrote other bytes than it was given', async () => {
    const faulty = new FaultyFileSystem();
    const { care, directory, records, session } = await damagedBy(DAMAGES['missing']!, faulty);
    valueOf(await care.find(PROOF));
    faulty.actBefore(
      ({ name, path }) => name === 'readFile' && path.includes('/.ownchat-'),
      ({ path }) => alterInsideSeal(path),
    );
    expect(failureOf(await care.use())).toMatchObject({ code: 'write-failed', reason: 'EIO' });
    expect(await readdir(directory)).not.toContain('vault.json');
    valueOf(await care.find(PROOF));
    valueOf(await care.use());
    expect(recordsOf(session.vault!.keys)).toEqual(records);
  });
});

describe('a damaged vault whose passphrase was changed', () => {
  const NEWER = ['seven quiet lighthouses', 'eight quiet lighthouses', 'nine quiet lighthouses'];
  const by = (passphrase: string) => ({ method: 'passphrase', passphrase }) as const;

  /**
   * A locked vault without its vault file; backups from before and after a change of the
   * passphrase.
   */
  async function changedPassphrases() {
    const directory = join(await temporaryDirectory(), 'vault');
    const made = await createdVault(directory);
    const { session } = made;
    const security = new CredentialChanges({
      session,
      keychain: noKeychain,
      kdfCost: async () => CHEAP_COST,
      ratePassphrase: acceptAnyPassphrase,
    });
    let proof = by(PASSPHRASE);
    for (const next of NEWER) {
      valueOf(await keysOf(made).create(newKey({ name: `Before ${next}` })));
      valueOf(await session.vault!.snapshot());
      valueOf(await security.changePassphrase(proof, next));
      proof = by(next);
    }
    valueOf(await keysOf(made).create(newKey({ name: 'Last' })));
    valueOf(await session.vault!.snapshot());
    const records = recordsOf(session.vault!.keys);
    await session.lock();
    await rm(vaultFile(directory));
    const again = sessionOn(directory);
    const care = new RepairService({ ...again, chooseFolder: async () => null });
    return { ...again, care, records };
  }

  it('is repaired with the last passphrase, without a loss, and opens with it from then on', async () => {
    const { care, session, records } = await changedPassphrases();
    const last = NEWER.at(-1) ?? '';
    const timers = vi.spyOn(globalThis, 'setTimeout');
    valueOf(await care.find(by(last)));
    // Backups that do not open must not count as failed attempts, which would delay the next one.
    const waits = timers.mock.calls.map(([, delay]) => delay ?? 0);
    timers.mockRestore();
    expect(waits.filter((delay) => delay >= 1_000)).toEqual([]);
    valueOf(await care.use());
    expect(recordsOf(session.vault!.keys)).toEqual(records);
    await session.lock();
    expect(failureOf(await session.unlock(by(PASSPHRASE))).code).toBe('wrong-passphrase');
    valueOf(await session.unlock(by(last)));
  });

  it.each([PASSPHRASE, ...NEWER.slice(0, -1)])('is not repaired with "%s"', async (passphrase) => {
    const { care } = await changedPassphrases();
    expect(failureOf(await care.find(by(passphrase))).code).toBe('wrong-passphrase');
  });
});

describe('a damaged activity', () => {
  const breakLine = (directory: string) =>
    appendFile(activityFile(directory), '{"sequence":7,"nonce":"","ciphertext":"","tag":""}\n');

  it('opens read-only, and is repaired from the vault file itself', async () => {
    const { care, session, directory, records } = await damagedBy(breakLine);
    valueOf(await session.unlock(PROOF));
    expect(session.vault?.isReadOnly).toBe(true);
    expect(failureOf(await care.find(PROOF)).code).toBe('vault-not-locked');
    valueOf(await care.repair());
    expect(await session.state()).toMatchObject({
      kind: 'damaged',
      failure: { code: 'activity-damaged', path: activityFile(directory) },
    });
    // A second look does not prevent unlocking.
    expect(await session.state()).toMatchObject({ kind: 'locked' });
    const preview = valueOf(await care.find(PROOF));
    expect(preview).toMatchObject({ backup: null, activity: { condition: 'broken', lost: 1 } });
    const bad = await readFile(activityFile(directory));
    valueOf(await care.use());
    expect(session.vault?.isReadOnly).toBe(false);
    expect(recordsOf(session.vault!.keys)).toEqual(records);
    const aside = (await readdir(directory)).find((name) => name.startsWith('activity.jsonl.d'));
    expect(await readFile(join(directory, aside ?? ''))).toEqual(bad);
  });

  it.each(['gone', 'emptied'])('that is %s is restarted from the vault file', async (how) => {
    const { care, session, directory, records } = await damagedBy(async (at) => {
      if (how === 'gone') await rename(activityFile(at), join(at, 'elsewhere'));
      else await truncate(activityFile(at), 0);
    });
    valueOf(await care.find(PROOF));
    valueOf(await care.use());
    expect(recordsOf(session.vault!.keys)).toEqual(records);
    await session.lock();
    const later = sessionOn(directory).session;
    valueOf(await later.unlock(PROOF));
    expect(later.vault?.isReadOnly).toBe(false);
    expect(recordsOf(later.vault!.keys)).toEqual(records);
  });

  it('is not offered for repair while nothing is wrong', async () => {
    const { care, session } = await damagedBy(async () => undefined);
    expect(failureOf(await care.repair()).code).toBe('vault-not-locked');
    valueOf(await session.unlock(PROOF));
    expect(failureOf(await care.repair()).code).toBe('vault-not-locked');
  });
});
