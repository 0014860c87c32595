import type { Proof } from '../../shared/contract/ways-in';
import type { RecoveryPreview } from '../../shared/recovery';
import type { Result } from '../../shared/result';
import { fail, ok } from '../../shared/result';
import { identityOf } from '../disk/file-identity';
import { faultCode } from '../disk/file-system';
import type { FileIdentity } from '../disk/read-whole';
import type { ActivityDraft, StoredKey } from './activity';
import { archivesOf } from './activity-archive';
import { listBackups, readVaultFile } from './backup-files';
import { DataKey } from './data-key';
import type { VaultWorld } from './open-vault';
import { putInPlace } from './put-in-place';
import type { Salvage } from './salvage-activity';
import { salvageActivity, salvageAfterArchive } from './salvage-activity';
import type { Slot } from './slots';
import { VaultContent } from './vault-content';
import type { VaultBody, VaultFile, VaultHeader } from './vault-file';
import { unsealVaultFile } from './vault-file';
import type { WaysIn } from './ways-in';

/** A file that may hold the vault: `vault.json` itself, or a backup. */
interface Source {
  backup: { name: string; savedAt: string } | null;
  file: VaultFile;
}

interface RecoverySession {
  readonly waysIn: Pick<WaysIn, 'openSlot'>;
  /** the number of the newest line that this computer has seen; 0 when it is not known */
  seenUnder(dataKey: DataKey, vaultId: string): number;
}

/** What was found, and is not yet put in place. */
export interface FoundVersion {
  dataKey: DataKey;
  source: Source;
  header: Omit<VaultHeader, 'format' | 'version' | 'sequence'>;
  content: VaultContent;
  salvage: Salvage;
  /** the damaged `vault.json` that was looked at; null when there was none */
  damaged: FileIdentity | null;
  preview: RecoveryPreview;
}

/**
 * The way from a damaged vault to the newest version of it that is whole: `vault.json` if it is good, else the newest
 * good backup, and after it every change of the activity that still follows without a gap. Finding changes no file;
 * using it keeps the damaged files under a clear name.
 */
export class Recovery {
  readonly #world: VaultWorld;
  readonly #session: RecoverySession;
  #found: FoundVersion | null = null;

  constructor(world: VaultWorld, session: RecoverySession) {
    this.#world = world;
    this.#session = session;
  }

  /** @returns what there is to be seen before it is used; `no-good-backup` when nothing opens */
  async find(proof: Proof): Promise<Result<RecoveryPreview>> {
    this.forget();
    const { fs, paths } = this.#world;
    const damaged = await identityOf(fs, paths.vault);
    const sources = await this.#sources();
    if (!sources.ok) return sources;
    const [newest] = sources.value;
    if (!newest) return fail({ code: 'no-good-backup', path: paths.backups });
    const { vaultId } = newest.file;
    const same = sources.value.filter(({ file }) => file.vaultId === vaultId);
    const opened = await this.#open(proof, newest.file, same);
    if (!opened.ok) return opened;
    const { dataKey, slots } = opened.value;
    for (const source of same) {
      const body = await unsealVaultFile(source.file, dataKey);
      if (body === null) continue;
      const found = await this.#salvage(source, body, slots, dataKey, damaged, same);
      if (!found.ok) {
        dataKey.destroy();
        return found;
      }
      this.#found = found.value;
      return ok(found.value.preview);
    }
    dataKey.destroy();
    return fail({ code: 'no-good-backup', path: paths.backups });
  }

  /**
   * Puts what was found in the place of what is damaged, which is kept beside it.
   *
   * @returns the data key, the caller's to destroy, and what is to be recorded; `vault-changed-on-disk` when the files
   * are no longer those that were looked at
   */
  async use(): Promise<Result<{ dataKey: DataKey; drafts: ActivityDraft[] }>> {
    const found = this.#found;
    if (!found) return fail({ code: 'recovery-expired' });
    const placed = await putInPlace(this.#world, found);
    if (!placed.ok) return placed;
    this.#found = null;
    const { backup } = found.source;
    const { recovered, lost } = found.preview.activity;
    return ok({
      dataKey: found.dataKey,
      drafts: [
        {
          event: 'vault.recovered',
          keyId: null,
          change: { backup: backup?.name ?? null, recovered, lost },
        },
      ],
    });
  }

  /** Lets go of what was found, and of its data key. */
  forget(): void {
    this.#found?.dataKey.destroy();
    this.#found?.content.clear();
    this.#found = null;
  }

  /** Every file that can be read as far as it goes without a key, newest first. */
  async #sources(): Promise<Result<Source[]>> {
    const { fs, paths } = this.#world;
    const backups = await listBackups(fs, paths.backups);
    if (!backups.ok) return backups;
    const current = await readVaultFile(fs, paths.vault);
    const sources: Source[] = current.ok ? [{ backup: null, file: current.value }] : [];
    for (const { name, path, savedAt } of backups.value) {
      const read = await readVaultFile(fs, path);
      if (read.ok) sources.push({ backup: { name, savedAt }, file: read.value });
    }
    return ok(sources);
  }

  /**
   * Tries the proof on the slots of all files at once: the passphrase may have been changed since a backup was made, and
   * a file that it does not open is no wrong try. The slots of the newest file that it opens stay the ways in.
   */
  async #open(
    proof: Proof,
    newest: VaultFile,
    sources: readonly Source[],
  ): Promise<Result<{ dataKey: DataKey; slots: Slot[] }>> {
    const { vaultId } = newest;
    const lists = new Map(sources.map(({ file }) => [JSON.stringify(file.slots), file.slots]));
    const opened = await this.#session.waysIn.openSlot(proof, {
      vaultId,
      slots: [...lists.values()].flat(),
    });
    if (!opened.ok) return opened;
    let { slots } = newest;
    const { bytes, slot } = opened.value;
    for (const list of lists.values()) if (list.includes(slot)) slots = list;
    return ok({ dataKey: new DataKey(bytes, vaultId), slots });
  }

  async #salvage(
    source: Source,
    body: VaultBody,
    slots: Slot[],
    dataKey: DataKey,
    damaged: FileIdentity | null,
    sources: readonly Source[],
  ): Promise<Result<FoundVersion>> {
    const { paths } = this.#world;
    const { vaultId, createdAt } = source.file;
    let found: { salvage: Salvage; content: VaultContent };
    try {
      found = await this.#contentAfter(body, vaultId, dataKey);
    } catch (error) {
      const reason = faultCode(error);
      return fail({ code: 'vault-unreadable', path: paths.activity, reason });
    }
    const { salvage, content } = found;
    const seen = this.#session.seenUnder(dataKey, vaultId);
    const known = Math.max(seen, ...sources.map(({ file }) => file.sequence));
    const lost = Math.max(salvage.unusable, known - salvage.end.sequence, 0);
    const preview: RecoveryPreview = {
      backup: source.backup && { savedAt: source.backup.savedAt },
      keys: [...content.keys.values()].map(shown),
      activity: {
        condition: salvage.condition,
        recovered: salvage.events.length,
        lastAt: salvage.events.at(-1)?.at ?? null,
        lost,
      },
    };
    const header = { vaultId, createdAt, slots };
    return ok({ dataKey, source, header, content, salvage, damaged, preview });
  }

  /** What a snapshot holds, and every change after it that the activity still has. */
  async #contentAfter(
    body: VaultBody,
    vaultId: string,
    dataKey: DataKey,
  ): Promise<{ salvage: Salvage; content: VaultContent }> {
    const { fs, paths } = this.#world;
    const salvage = await salvageActivity(fs, paths.activity, body.log, vaultId, dataKey);
    const { sequence, tag } = body.log;
    const logStart = { sequence, tag };
    const content = new VaultContent(salvage.isBegunAnew ? { ...body, logStart } : body);
    for (const event of salvage.events) content.apply(event);
    // The newest may be one that was recorded, and whose events a crash then left where they were.
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

const shown = ({ record, sealedSecret }: StoredKey): RecoveryPreview['keys'][number] => ({
  id: record.id,
  name: record.name,
  hint: record.hint,
  enabled: record.enabled,
  expiresAt: record.expiresAt,
  hasSecret: sealedSecret !== null,
});
