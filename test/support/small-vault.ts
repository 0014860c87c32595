import { join } from 'node:path';
import { ApiKeys } from '../../electron/keys/api-keys';
import type { ActivityTail } from '../../electron/vault/activity/replay-tail';
import { DataKey } from '../../electron/vault/crypto/data-key';
import type { FileSystem } from '../../electron/platform/disk/file-system';
import { realFileSystem } from '../../electron/platform/disk/file-system';
import { openVault } from '../../electron/vault/open-vault';
import { openRecoverySlot } from '../../electron/vault/keyslots/keyslots';
import { SnapshotStore } from '../../electron/vault/snapshot/snapshot-store';
import type { Vault } from '../../electron/vault/vault';
import type { VaultFile } from '../../electron/vault/format/snapshot-schema';
import { vaultPaths } from '../../electron/vault/format/vault-paths';
import type { Failure } from '../../shared/lib/failure';
import type { Result } from '../../shared/lib/result';
import { ok } from '../../shared/lib/result';
import type { ApiKeyRecord } from '../../shared/keys/api-key';
import { newKey, valueOf } from './sample-keys';
import type { TestSession } from './test-vault';
import { createdVault } from './test-vault';

/** The records of a vault by id, for comparing states. */
export type Records = Record<string, ApiKeyRecord>;

export const recordsOf = (keys: ReadonlyMap<string, { record: ApiKeyRecord }>): Records =>
  Object.fromEntries([...keys].map(([id, { record }]) => [id, record]));

export const keysOf = ({ session, clock }: TestSession): ApiKeys =>
  new ApiKeys({ vault: () => session.vault, now: () => clock.now, onChange: () => undefined });

/** The data key of a vault, unwrapped by its recovery code: no slow KDF. */
export function dataKeyBytesOf(file: VaultFile, recoveryCode: string): Buffer {
  const slot = file.slots.find(({ type }) => type === 'recovery');
  if (slot?.type !== 'recovery') throw new Error('no recovery slot');
  const bytes = openRecoverySlot(slot, file.vaultId, recoveryCode.replaceAll('-', ''));
  if (!bytes) throw new Error('the recovery code does not open');
  return bytes;
}

/** Opens the vault on disk like a start of the app, without changing it. */
export async function openFromDisk(
  directory: string,
  dataKeyBytes: Buffer,
  fs: FileSystem = realFileSystem,
): Promise<
  { records: Records; condition: ActivityTail['condition'] } | { failure: Failure | 'absent' }
> {
  const environment = { fs, paths: vaultPaths(directory), actor: 'tester', now: () => 0 };
  const snapshots = new SnapshotStore(fs, environment.paths);
  const read = await snapshots.read();
  if (!read.ok) return { failure: read.failure };
  if (!read.value) return { failure: 'absent' };
  const dataKey = new DataKey(Buffer.from(dataKeyBytes), read.value.vaultId);
  const opened = await openVault(environment, snapshots, read.value, dataKey);
  if (!opened.ok) return { failure: opened.failure };
  const records = recordsOf(opened.value.vault.keys);
  await closeWithoutSnapshot(opened.value.vault);
  return { records, condition: opened.value.activity };
}

/**
 * Closes a vault without a last snapshot. Left open, it would write one after half a minute
 * over the test's own changes of its files.
 */
export async function closeWithoutSnapshot(vault: Vault | null): Promise<void> {
  await vault?.exclusively(async ({ closeReplaced: leave }) => ok(await leave()));
}

/**
 * An open vault with a history: two keys in the snapshot, and after it a creation, an edit and a
 * change of two keys in one commit.
 *
 * @returns its states: the records after each commit, by the length of the activity
 */
export async function smallVault(directory: string) {
  const made = await createdVault(directory);
  const { session } = made;
  const apiKeys = keysOf(made);
  const states: { length: number; records: Records }[] = [];
  const note = async <T>(done: Promise<Result<T>>): Promise<T> => {
    const value = valueOf(await done);
    const { size } = await realFileSystem.stat(join(directory, 'activity.jsonl'));
    states.push({ length: size, records: recordsOf(session.vault?.keys ?? new Map()) });
    return value;
  };
  const first = await note(apiKeys.create(newKey({ name: 'First' })));
  const second = await note(apiKeys.create(newKey({ name: 'Second' })));
  valueOf((await session.vault?.snapshot()) ?? ok(undefined));
  const snapshotLength = states.at(-1)?.length ?? 0;
  const snapshot = states.at(-1)?.records ?? {};
  await note(apiKeys.create(newKey({ name: 'Third' })));
  await note(apiKeys.update(first.apiKey.id, { note: 'changed' }));
  await note(apiKeys.setEnabled([first.apiKey.id, second.apiKey.id], false));
  const file = valueOf(await new SnapshotStore(realFileSystem, vaultPaths(directory)).read());
  if (!file) throw new Error('no vault');
  return {
    ...made,
    states,
    snapshot,
    snapshotLength,
    dataKeyBytes: dataKeyBytesOf(file, made.recoveryCode),
    ids: [first.apiKey.id, second.apiKey.id] as const,
  };
}
