import { join } from 'node:path';
import type { Report } from '../../../shared/keys/reported-secret';
import { withKnownReports } from '../../../shared/keys/reported-secret';
import type { BackupSummary } from '../../../shared/vault/repair';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { BackupComparison } from '../../../shared/transfer/transfer';
import type { ActivityDraft, StoredKey } from '../format/events';
import { listBackups, readVaultFile } from '../snapshot/backup-files';
import { LIFE_OF_KEY } from '../format/migrations';
import { reviveDeletedKey, isDeletedForAll } from '../state/revive-deleted-key';
import { BACKUP_NAME } from '../snapshot/backups';
import { changesBetween } from '../state/diff-keys';
import type { VaultEnvironment } from '../open-vault';
import type { Vault } from '../vault';
import type { VaultFile } from '../format/snapshot-schema';
import { pastReports } from './past-reports';

/**
 * Compares the backups with the open vault and restores one. A restore is a commit: the activity
 * continues, and it can be undone by another restore. It restores keys; sealed settings, such as
 * the endpoint, stay.
 */
export class VaultBackups {
  readonly #environment: VaultEnvironment;
  readonly #vault: () => Vault | null;

  constructor(environment: VaultEnvironment, vault: () => Vault | null) {
    this.#environment = environment;
    this.#vault = vault;
  }

  async list(): Promise<Result<BackupSummary[]>> {
    const listed = await listBackups(this.#environment.fs, this.#environment.paths.backups);
    if (!listed.ok) return listed;
    return ok(listed.value.map(({ name, savedAt, bytes }) => ({ name, savedAt, bytes })));
  }

  async compare(name: string): Promise<Result<BackupComparison>> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const opened = await this.#open(vault, name);
    if (this.#vault() !== vault) return fail({ code: 'vault-locked' });
    return opened.ok ? ok(comparison(vault.keys, opened.value.keys)) : opened;
  }

  /**
   * @returns the backup of the state before, to undo the restore with; null when nothing would
   * change
   */
  async restore(name: string): Promise<Result<{ undo: string | null }>> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const opened = await this.#open(vault, name);
    if (!opened.ok) return opened;
    // The present state becomes the newest backup.
    const kept = await vault.snapshot();
    if (!kept.ok) return kept;
    const before = await this.#sequenceOnDisk();
    const { file, keys } = opened.value;
    const reports = await pastReports(vault);
    const committed = await vault.commit(() => ok(restoreDrafts(vault, keys, { file, reports })));
    if (!committed.ok) return committed;
    if (committed.value.length === 0) return ok({ undo: null });
    await vault.snapshot();
    const backups = await this.list();
    const undo = backups.ok
      ? backups.value.find((backup) => sequenceOf(backup.name) === before)
      : null;
    return ok({ undo: undo?.name ?? null });
  }

  async #open(
    vault: Vault,
    name: string,
  ): Promise<Result<{ file: VaultFile; keys: ReadonlyMap<string, StoredKey> }>> {
    const path = join(this.#environment.paths.backups, name);
    if (!BACKUP_NAME.test(name)) return fail({ code: 'backup-not-found' });
    const read = await readVaultFile(this.#environment.fs, path);
    if (!read.ok) {
      const isGone = read.failure.code === 'vault-unreadable' && read.failure.reason === 'ENOENT';
      return isGone ? fail({ code: 'backup-not-found' }) : fail({ code: 'backup-damaged', path });
    }
    const body = await vault.unsealSnapshot(read.value);
    if (body === null) return fail({ code: 'backup-damaged', path });
    const { keys: here } = vault;
    const keys = [...byIdHere(vault, body.keys).values()].map((key) =>
      asKnownHere(key, read.value.version, here),
    );
    return ok({ file: read.value, keys: new Map(keys.map((key) => [key.record.id, key])) });
  }

  async #sequenceOnDisk(): Promise<number | null> {
    const read = await readVaultFile(this.#environment.fs, this.#environment.paths.vault);
    return read.ok ? read.value.sequence : null;
  }
}

/**
 * A key of a backup with the values that it has here of the fields that the backup's version of the
 * format did not have.
 */
function asKnownHere(key: StoredKey, version: number, keys: Vault['keys']): StoredKey {
  const { id, secretHash } = key.record;
  const here = keys.get(id)?.record;
  if (here === undefined || version >= LIFE_OF_KEY) return key;
  const { owner, tags, rotateEvery } = here;
  const isSameSecret = here.secretHash === secretHash;
  const secretCreatedAt = isSameSecret ? here.secretCreatedAt : null;
  return { ...key, record: { ...key.record, owner, tags, rotateEvery, secretCreatedAt } };
}

/**
 * The keys of a backup by their present ids: a key that was revived under another id is matched by
 * its secret's hash.
 */
function byIdHere(vault: Vault, keys: readonly StoredKey[]): Map<string, StoredKey> {
  const byId = new Map(keys.map((key) => [key.record.id, key]));
  const byHash = new Map([...vault.keys.values()].map((key) => [key.record.secretHash, key]));
  for (const key of keys) {
    const { id } = key.record;
    const here = byHash.get(key.record.secretHash);
    if (!here || byId.has(here.record.id) || !isDeletedForAll(vault, id)) continue;
    byId.delete(id);
    const record = { ...key.record, id: here.record.id };
    byId.set(record.id, { record, sealedSecret: here.sealedSecret });
  }
  return byId;
}

const sequenceOf = (name: string): number => Number(/\d+/.exec(name)?.[0]);

function comparison(
  here: ReadonlyMap<string, StoredKey>,
  there: ReadonlyMap<string, StoredKey>,
): BackupComparison {
  const nameOf = ({ record }: StoredKey) => record.name;
  const added = [...there.values()].filter(({ record }) => !here.has(record.id));
  const removed = [...here.values()].filter(({ record }) => !there.has(record.id));
  const changed = [...there.values()].filter((key) => {
    const mine = here.get(key.record.id);
    return mine !== undefined && changesBetween(key.record.id, mine, key).length > 0;
  });
  return {
    keys: there.size,
    added: added.map(nameOf),
    changed: changed.map(nameOf),
    removed: removed.map(nameOf),
  };
}

type Reports = ReadonlyMap<string, Report>;

/** Removals come first: a name may pass from one key to another. */
function restoreDrafts(
  vault: Vault,
  there: ReadonlyMap<string, StoredKey>,
  { file, reports }: { file: VaultFile; reports: Reports },
): ActivityDraft[] {
  const { keys: here } = vault;
  // The backup may be older than a report.
  const reportOf = (hash: string) => reports.get(hash);
  const ids = new Set([...here.keys(), ...there.keys()]);
  const all = [...ids].flatMap((id) => {
    const from = here.get(id);
    const kept = there.get(id);
    const to = kept && {
      ...kept,
      record: withKnownReports(kept.record, from?.record ?? null, reportOf),
    };
    const wanted = from === undefined && to ? reviveDeletedKey(vault, to) : to;
    return changesBetween(wanted?.record.id ?? id, from, wanted);
  });
  if (all.length === 0) return [];
  const gone = all.filter(({ event }) => event === 'key.deleted');
  const made = all.filter(({ event }) => event !== 'key.deleted');
  const { added, changed, removed } = comparison(here, there);
  const counts = { added: added.length, changed: changed.length, removed: removed.length };
  return [
    { event: 'backup.restored', keyId: null, change: { sequence: file.sequence, ...counts } },
    ...gone,
    ...made,
  ];
}
