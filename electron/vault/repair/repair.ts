import { isDeepStrictEqual } from 'node:util';
import type { Proof } from '../../../shared/contract/unlock-methods';
import type { RepairPreview } from '../../../shared/vault/repair';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import { identityOf } from '../../platform/disk/file-identity';
import { faultCode } from '../../platform/disk/file-system';
import type { FileIdentity } from '../../platform/disk/read-file';
import type { ActivityDraft, StoredKey } from '../format/events';
import { archivesOf } from '../activity/archive-file';
import { outdatedKeyslots, slotsSinceOf } from '../keyslots/outdated-keyslots';
import { listBackups, readVaultFile } from '../snapshot/backup-files';
import { DataKey } from '../crypto/data-key';
import type { VaultEnvironment } from '../open-vault';
import type { FoundVersion, VaultSource } from './found-version';
import { replaceDamagedFiles } from './replace-damaged-files';
import type { Salvage } from './salvage-activity';
import { salvageActivity, salvageAfterArchive } from './salvage-activity';
import type { Slot } from '../format/keyslot-schema';
import { VaultContent } from '../state/vault-content';
import type { VaultBody, VaultHeader } from '../format/snapshot-schema';
import { opensWith, unsealVaultFile } from '../format/snapshot-file';
import type { Unlocker } from '../keyslots/unlocker';

/**
 * The app keeps ten backups. More files with distinct slots were not made by it and would only slow
 * down the attempts.
 */
const MAX_SLOT_LISTS = 12;

interface RepairSession {
  readonly unlocker: Pick<Unlocker, 'openSlot'>;
  /** the sequence number of the newest line this computer has seen; 0 when it is not known */
  markedSequence(dataKey: DataKey, vaultId: string): number;
}

/**
 * Finds the newest intact version of a damaged vault: `vault.json` if it is good, else the newest
 * good backup, plus every later change of the activity that follows without a gap. Finding changes
 * no file. Using a version keeps the damaged files under a distinct name.
 */
export class VaultRepair {
  readonly #environment: VaultEnvironment;
  readonly #session: RepairSession;
  #found: FoundVersion | null = null;
  /** Incremented by `forget`, so that a search still running discards its result. */
  #forgetCount = 0;

  constructor(environment: VaultEnvironment, session: RepairSession) {
    this.#environment = environment;
    this.#session = session;
  }

  /** @returns a preview of the version; `no-good-backup` when nothing opens */
  async find(proof: Proof): Promise<Result<RepairPreview>> {
    this.forget();
    const forgetCount = this.#forgetCount;
    const { fs, paths } = this.#environment;
    const damaged = await identityOf(fs, paths.vault);
    const sources = await this.#sources();
    if (!sources.ok) return sources;
    const [newest] = sources.value;
    if (!newest) return fail({ code: 'no-good-backup', path: paths.backups });
    const { vaultId } = newest.file;
    // The sequence number is authenticated once a file opens; a file name can be forged.
    const same = sources.value
      .filter(({ file }) => file.vaultId === vaultId)
      .toSorted((one, other) => other.file.sequence - one.file.sequence);
    const opened = await this.#open(proof, vaultId, same);
    if (!opened.ok) return opened;
    const { dataKey, slot } = opened.value;
    for (const source of same) {
      const body = await unsealVaultFile(source.file, dataKey);
      if (body === null) continue;
      const newestSource = sourceWithNewestKeyslots(same, dataKey);
      const other = rotatedBackup(same, newestSource, dataKey);
      const isPresentSlot =
        other === null &&
        newestSource.file.slots.some((present) => isDeepStrictEqual(present, slot));
      // A revoked passphrase or code still opens older files and must not become valid for the
      // vault again.
      const found = isPresentSlot
        ? await this.#salvage(source, body, newestSource.file, dataKey, damaged, same)
        : fail({ code: 'other-way-in', path: (other ?? newestSource).backup?.name ?? paths.vault });
      if (!found.ok) {
        dataKey.destroy();
        return found;
      }
      this.#found = found.value;
      if (this.#forgetCount === forgetCount) return ok(found.value.preview);
      this.forget();
      return fail({ code: 'recovery-expired' });
    }
    dataKey.destroy();
    return fail({ code: 'no-good-backup', path: paths.backups });
  }

  /**
   * Puts the found version in place of the damaged files, which are kept beside it.
   *
   * @returns the data key, which the caller destroys, and the events to record;
   * `vault-changed-on-disk` when the files have changed since the search
   */
  async use(): Promise<Result<{ dataKey: DataKey; drafts: ActivityDraft[] }>> {
    const found = this.#found;
    if (!found) return fail({ code: 'recovery-expired' });
    // Taken out first: `forget` would zero its data key while in use.
    this.#found = null;
    const forgetCount = this.#forgetCount;
    const placed = await replaceDamagedFiles(this.#environment, found);
    if (!placed.ok) {
      // Kept for a retry.
      this.#found = found;
      if (this.#forgetCount !== forgetCount) this.forget();
      return placed;
    }
    const { backup } = found.source;
    const { recovered, lost } = found.preview.activity;
    const change = { backup: backup?.name ?? null, recovered, lost };
    const drafts: ActivityDraft[] = [{ event: 'vault.recovered', keyId: null, change }];
    const { outdatedKeyslots: older } = found.preview;
    if (older) {
      const accepted = { changedAt: older.at };
      drafts.push({ event: 'vault.older-ways-in-accepted', keyId: null, change: accepted });
    }
    return ok({ dataKey: found.dataKey, drafts });
  }

  /** Discards the found version and its data key. */
  forget(): void {
    this.#forgetCount += 1;
    this.#found?.dataKey.destroy();
    this.#found?.content.clear();
    this.#found = null;
  }

  /** Every file whose plain header can be read, newest first. */
  async #sources(): Promise<Result<VaultSource[]>> {
    const { fs, paths } = this.#environment;
    const backups = await listBackups(fs, paths.backups);
    if (!backups.ok) return backups;
    const current = await readVaultFile(fs, paths.vault);
    const sources: VaultSource[] = current.ok ? [{ backup: null, file: current.value }] : [];
    for (const { name, path, savedAt } of backups.value) {
      const read = await readVaultFile(fs, path);
      if (read.ok) sources.push({ backup: { name, savedAt }, file: read.value });
    }
    return ok(sources);
  }

  /**
   * Tries the proof on the slots of all files as one attempt, so that a file it does not open does
   * not count as a failure.
   */
  async #open(
    proof: Proof,
    vaultId: string,
    sources: readonly VaultSource[],
  ): Promise<Result<{ dataKey: DataKey; slot: Slot }>> {
    const lists = new Map(sources.map(({ file }) => [JSON.stringify(file.slots), file.slots]));
    if (lists.size > MAX_SLOT_LISTS) {
      return fail({ code: 'vault-kdf-refused', path: this.#environment.paths.backups });
    }
    const opened = await this.#session.unlocker.openSlot(proof, {
      vaultId,
      slots: [...lists.values()].flat(),
    });
    if (!opened.ok) return opened;
    const { bytes, slot } = opened.value;
    return ok({ dataKey: new DataKey(bytes, vaultId), slot });
  }

  async #salvage(
    source: VaultSource,
    body: VaultBody,
    newestHeader: VaultHeader,
    dataKey: DataKey,
    damaged: FileIdentity | null,
    sources: readonly VaultSource[],
  ): Promise<Result<FoundVersion>> {
    const { paths } = this.#environment;
    const { vaultId, createdAt } = source.file;
    let found: { salvage: Salvage; content: VaultContent };
    try {
      found = await this.#contentAfter(body, vaultId, dataKey);
    } catch (error) {
      const reason = faultCode(error);
      return fail({ code: 'vault-unreadable', path: paths.activity, reason });
    }
    const { salvage, content } = found;
    const seen = this.#session.markedSequence(dataKey, vaultId);
    const known = Math.max(seen, ...sources.map(({ file }) => file.sequence));
    const lost = Math.max(salvage.unusable, known - salvage.end.sequence, 0);
    const preview: RepairPreview = {
      backup: source.backup && { savedAt: source.backup.savedAt },
      keys: [...content.keys.values()].map(shown),
      activity: {
        condition: salvage.condition,
        recovered: salvage.events.length,
        lastAt: salvage.events.at(-1)?.at ?? null,
        lost,
      },
      outdatedKeyslots: outdatedKeyslots(newestHeader, salvage.events),
    };
    // When the end of the activity is lost, its sequence numbers are reused. A keyslot change among
    // them must not look newer than it is.
    const slotsSince = Math.min(slotsSinceOf(newestHeader), salvage.end.sequence);
    const header = { vaultId, createdAt, slots: newestHeader.slots, slotsSince };
    return ok({ dataKey, source, header, content, salvage, damaged, preview });
  }

  /** The content of a snapshot, with every later change that the activity still has. */
  async #contentAfter(
    body: VaultBody,
    vaultId: string,
    dataKey: DataKey,
  ): Promise<{ salvage: Salvage; content: VaultContent }> {
    const { fs, paths } = this.#environment;
    const salvage = await salvageActivity(fs, paths.activity, body.log, vaultId, dataKey);
    const { sequence, tag } = body.log;
    const logStart = { sequence, tag };
    const content = new VaultContent(salvage.isBegunAnew ? { ...body, logStart } : body);
    for (const event of salvage.events) content.apply(event);
    // After a crash the newest archive may be recorded while its events are still in the activity.
    const archives = salvage.isBegunAnew ? archivesOf(content.settings, logStart).toReversed() : [];
    for (const { last, tagBefore } of archives) {
      const archived = { sequence: last, tag: tagBefore };
      const whole = await salvageAfterArchive(
        fs,
        paths.activity,
        archived,
        salvage,
        vaultId,
        dataKey,
      );
      if (whole !== null) {
        const known = { ...content.toBody(), logStart: archived };
        return { salvage: whole, content: new VaultContent(known) };
      }
    }
    return { salvage, content };
  }
}

/**
 * Of the files that the data key opens, the one with the latest keyslot change. Only files that
 * open are authenticated.
 */
function sourceWithNewestKeyslots(sources: readonly VaultSource[], dataKey: DataKey): VaultSource {
  const whole = sources.filter(({ file }) => opensWith(file, dataKey));
  return whole.reduce((newest, source) =>
    slotsSinceOf(source.file) > slotsSinceOf(newest.file) ? source : newest,
  );
}

/**
 * A backup with later keyslots that the data key does not open: the data key was rotated since. A
 * damaged `vault.json` opens with no key, so it is not evidence.
 */
function rotatedBackup(
  sources: readonly VaultSource[],
  newest: VaultSource,
  dataKey: DataKey,
): VaultSource | null {
  const since = slotsSinceOf(newest.file);
  const newer = sources.find(
    ({ backup, file }) =>
      backup !== null && slotsSinceOf(file) > since && !opensWith(file, dataKey),
  );
  return newer ?? null;
}

const shown = ({ record, sealedSecret }: StoredKey): RepairPreview['keys'][number] => ({
  id: record.id,
  name: record.name,
  hint: record.hint,
  enabled: record.enabled,
  expiresAt: record.expiresAt,
  hasSecret: sealedSecret !== null,
});
