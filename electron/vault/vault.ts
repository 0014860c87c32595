import type { Origin } from '../../shared/activity/activity';
import type { Failure } from '../../shared/lib/failure';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type { ActivityDraft, ActivityEvent, DeletedKey, StoredKey } from './format/events';
import type { ActivityWriter, Sealing } from './activity/activity-writer';
import { ChangesSinceOpen } from './state/changes-since-open';
import { DataKey } from './crypto/data-key';
import { exportId, isExportId } from './format/export-id';
import type { FileSystem } from '../platform/disk/file-system';
import { seal, unseal } from './crypto/aead';
import { secretContext } from './crypto/secret-context';
import type { SnapshotStore } from './snapshot/snapshot-store';
import type { KeyUsages } from './state/key-usage';
import type { SyncLedger } from './state/sync-ledger';
import { ActivityLog } from './activity-log';
import { SnapshotWriter } from './snapshot-writer';
import type { VaultContent } from './state/vault-content';
import type { Slot } from './format/keyslot-schema';
import type { VaultBody, VaultFile } from './format/snapshot-schema';
import { unsealVaultFile } from './format/snapshot-file';
import type { VaultPaths } from './format/vault-paths';
import { isRestorable } from './state/deleted-keys';
import { reviveDeletedKey } from './state/revive-deleted-key';
import { SerialQueue } from './serial-queue';
import type { HeaderStart, VaultInternals } from './vault-internals';
import { inBackground } from '../lib/in-background';

/**
 * An unlocked vault. Every change goes through `commit`: one writer at a time, and the next state
 * is computed, made durable by one fsynced append, and only then made visible.
 */
export class Vault {
  #header: HeaderStart;
  readonly #content: VaultContent;
  readonly #dataKey: DataKey;
  readonly #writer: ActivityWriter;
  readonly #snapshots: SnapshotStore;
  readonly #actor: string;
  readonly #origin: Origin;
  readonly #now: () => number;
  readonly #onCommitted: (events: readonly ActivityEvent[]) => void;
  readonly #onChangedOnDisk: (path: string) => void;
  readonly #changes = new ChangesSinceOpen();
  readonly #queue = new SerialQueue();
  readonly #isDamaged: boolean;
  #isHeld = false;
  readonly #snapshot: SnapshotWriter;
  /** The activity, for reading. */
  readonly activity: ActivityLog;
  #isClosed = false;
  readonly #closing = new AbortController();

  constructor(parts: {
    disk: { fs: FileSystem; paths: VaultPaths };
    header: HeaderStart;
    content: VaultContent;
    dataKey: DataKey;
    writer: ActivityWriter;
    snapshots: SnapshotStore;
    actor: string;
    /** the origin of changes that name none */
    origin: Origin;
    now: () => number;
    onCommitted: (events: readonly ActivityEvent[]) => void;
    /** called when the files are no longer those read or written last */
    onChangedOnDisk: (path: string) => void;
    /**
     * called with the result of each rewrite of `vault.json`, except when another program changed
     * the file
     */
    onSnapshot: (written: Result<void>) => void;
    isReadOnly: boolean;
    /** whether `vault.json` has an older version of the format */
    isOlderFormat: boolean;
    /** the replayed events, which the snapshot does not include */
    tail: readonly ActivityEvent[];
  }) {
    this.#header = parts.header;
    this.#content = parts.content;
    this.#dataKey = parts.dataKey;
    this.#writer = parts.writer;
    this.#snapshots = parts.snapshots;
    this.#actor = parts.actor;
    this.#origin = parts.origin;
    this.#now = parts.now;
    this.#onCommitted = parts.onCommitted;
    this.#onChangedOnDisk = parts.onChangedOnDisk;
    this.#isDamaged = parts.isReadOnly;
    const isReadOnly = (): boolean => this.isReadOnly;
    this.#snapshot = new SnapshotWriter(
      {
        ...parts,
        header: () => this.#header,
        isReadOnly,
        onDue: () => inBackground('a snapshot', this.snapshot()),
        refuse: (failure) => this.#refuse(failure),
      },
      parts.isOlderFormat,
    );
    if (!this.#isDamaged) this.#snapshot.count(parts.tail);
    const hasEnded = [...parts.content.deleted.values()].some(
      (key) => !isRestorable(key, parts.now()),
    );
    if (hasEnded) this.#snapshot.force();
    const { disk, content, dataKey, writer, snapshots } = parts;
    const { vaultId } = parts.header;
    this.activity = new ActivityLog({
      disk,
      vaultId,
      content,
      dataKey,
      writer,
      snapshots,
      queue: this.#queue,
      isDamaged: this.#isDamaged,
      isReadOnly,
      closing: this.#closing.signal,
    });
  }

  /** Whether changes are refused: the activity is damaged, or the vault is held. */
  get isReadOnly(): boolean {
    return this.#isDamaged || this.#isHeld;
  }

  /** Refuses changes until the user has decided whether to continue with this vault. */
  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
  }

  get keys(): ReadonlyMap<string, StoredKey> {
    return this.#content.keys;
  }

  /** The deleted keys that can be restored, by id. */
  get deleted(): ReadonlyMap<string, DeletedKey> {
    const now = this.#now();
    return new Map([...this.#content.deleted].filter(([, key]) => isRestorable(key, now)));
  }

  /** A deleted key as it can be created again; see `reviveDeletedKey`. */
  revived(key: StoredKey): StoredKey {
    return reviveDeletedKey(this, key);
  }

  /** @returns the `count` keys created last, in no order, and how many there are */
  newest(count: number): { keys: readonly StoredKey[]; total: number } {
    return this.#content.newest(count);
  }

  /** Parses all keys like `keys`, but yields to the event loop between parts. */
  readKeys(): Promise<void> {
    return this.#content.readKeys();
  }

  /** The features' sealed settings by name. Their shape is not validated. */
  get settings(): ReadonlyMap<string, unknown> {
    return this.#content.settings;
  }

  /** The sync state agreed with the endpoint. */
  get ledger(): Pick<SyncLedger, 'cursor' | 'entries'> {
    return this.#content.ledger;
  }

  /** The usage of the keys, as the endpoint has reported it. */
  get usage(): Pick<KeyUsages, 'cursor' | 'get'> {
    return this.#content.usage;
  }

  /** The user's name in activity and records. */
  get actor(): string {
    return this.#actor;
  }

  idOfName(name: string): string | undefined {
    return this.#content.idOfName(name);
  }

  /**
   * Makes changes durable, then visible.
   *
   * @param prepare reads the present state and returns the events; it runs after all earlier
   * commits, with no other in between
   * @param origin the source of the change, if it is not the program that opened the vault
   * @param during for many events: progress, and cancelling before anything is written
   * @returns the committed events, or the first failure, in which case nothing has changed
   */
  commit(
    prepare: () => Result<ActivityDraft[]>,
    origin?: Origin,
    during?: Sealing,
  ): Promise<Result<ActivityEvent[]>> {
    return this.exclusively(async () => {
      const drafts = prepare();
      return drafts.ok ? this.#record(drafts.value, origin, during) : drafts;
    });
  }

  /**
   * Runs a task after all earlier commits, with no other in between.
   *
   * @returns `vault-locked` or `vault-read-only` when it may not run
   */
  exclusively<T>(task: (inside: VaultInternals) => Promise<Result<T>>): Promise<Result<T>> {
    return this.#queue.run(async () => {
      if (this.#isClosed) return fail({ code: 'vault-locked' });
      if (this.isReadOnly) return fail({ code: 'vault-read-only' });
      return task({
        header: this.#header,
        content: this.#content,
        dataKey: this.#dataKey,
        writer: this.#writer,
        snapshots: this.#snapshots,
        record: (drafts) => this.#record(drafts),
        replaceSlots: (slots) => this.#replaceSlots(slots),
        closeReplaced: () => this.#shut({ isReplaced: true }),
      });
    });
  }

  async #record(
    drafts: readonly ActivityDraft[],
    origin = this.#origin,
    during: Sealing = {},
  ): Promise<Result<ActivityEvent[]>> {
    if (drafts.length === 0) return ok([]);
    const isCurrent = await this.#snapshots.expectCurrent();
    if (!isCurrent.ok) return this.#refuse(isCurrent.failure);
    const upgraded = await this.#snapshot.upgradeFormat();
    if (!upgraded.ok) return upgraded;
    const at = new Date(this.#now()).toISOString();
    const events = drafts.map((draft) => ({ at, actor: this.#actor, origin, ...draft }));
    const appended = await this.#writer.append(events, during);
    if (!appended.ok) return this.#refuse(appended.failure);
    this.#changes.note(this.#content, appended.value);
    for (const event of appended.value) this.#content.apply(event);
    this.#snapshot.count(appended.value);
    this.#onCommitted(appended.value);
    return appended;
  }

  async #replaceSlots(slots: readonly Slot[]): Promise<Result<{ backupsLeft: string[] }>> {
    const present = this.#header;
    // The event of this change was appended right before.
    this.#header = { ...present, slots: [...slots], slotsSince: this.#writer.end.sequence };
    const written = await this.#snapshot.writeNow();
    // The new slots may be on disk although the write failed; the next snapshot reverts them.
    if (!written.ok) {
      this.#header = present;
      this.#snapshot.force();
      return written;
    }
    return ok({ backupsLeft: await this.#alignBackups() });
  }

  #alignBackups(): Promise<string[]> {
    const { sequence } = this.#writer.end;
    return this.#snapshots.alignBackups({ ...this.#header, dataKey: this.#dataKey, sequence });
  }

  /** The changes since the vault was opened, for a merge into another version. */
  get changes(): ChangesSinceOpen {
    return this.#changes;
  }

  /**
   * Writes the vault's keyslots into backups that a crash or a data key rotation left with others.
   */
  alignBackups(): Promise<Result<string[]>> {
    return this.exclusively(async () => {
      // Another window may have changed the keyslots, so that those in memory are outdated.
      const isCurrent = await this.#snapshots.expectCurrent();
      return isCurrent.ok ? ok(await this.#alignBackups()) : this.#refuse(isCurrent.failure);
    });
  }

  /** A copy of the data key, which the caller destroys. */
  copyDataKey(): DataKey {
    return new DataKey(Buffer.from(this.#dataKey.bytes), this.#header.vaultId);
  }

  /** @returns the body of another snapshot of this vault, or null when it is not one */
  unsealSnapshot(file: VaultFile): Promise<VaultBody | null> {
    return unsealVaultFile(file, this.#dataKey);
  }

  /** Seals a secret for the key of that id. The caller zeroes the buffer. */
  sealSecret(id: string, secret: Buffer): NonNullable<StoredKey['sealedSecret']> {
    return seal(this.#dataKey.for('secret'), secret, secretContext(id));
  }

  /**
   * @returns the secret in a buffer that the caller zeroes; `secret-not-stored`, `key-not-found`
   */
  openSecret(id: string): Result<Buffer> {
    const key = this.#content.keys.get(id);
    if (!key) return fail({ code: 'key-not-found' });
    if (!key.sealedSecret) return fail({ code: 'secret-not-stored' });
    const secret = unseal(this.#dataKey.for('secret'), key.sealedSecret, secretContext(id));
    if (secret === null) throw new Error('a sealed secret does not open with the key of its vault');
    return ok(secret);
  }

  /**
   * Opens what `sealSecret` sealed under that id or name: a buffer that the caller zeroes, or null.
   */
  openSealed(name: string, sealed: NonNullable<StoredKey['sealedSecret']>): Buffer | null {
    return unseal(this.#dataKey.for('secret'), sealed, secretContext(name));
  }

  /** Rewrites `vault.json` if it is due. It may fail: the activity holds every change. */
  snapshot(): Promise<Result<void>> {
    return this.#queue.run(async () =>
      // A closed vault has no keys and a zeroed data key.
      this.#isClosed ? fail({ code: 'vault-locked' }) : this.#snapshot.writeIfDue(),
    );
  }

  get vaultId(): string {
    return this.#header.vaultId;
  }

  /** A new id for an export, which the vault recognises as its own. */
  newExportId(): string {
    return exportId(this.#dataKey);
  }

  /** Whether a file with that id is a copy or an export of this vault. */
  isOwn(id: string): boolean {
    return id === this.#header.vaultId || isExportId(this.#dataKey, id);
  }

  /** The present keyslots. */
  get slots(): readonly Slot[] {
    return this.#header.slots;
  }

  /** Sequence number of the last keyslot change; 0 when there was none. */
  get slotsSince(): number {
    return this.#header.slotsSince ?? 0;
  }

  /** Takes a last snapshot and drops the data key and all keys. */
  close(): Promise<void> {
    return this.#queue.run(() => this.#shut({ isReplaced: false }));
  }

  async #shut({ isReplaced }: { isReplaced: boolean }): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#closing.abort();
    try {
      if (isReplaced) this.#snapshot.discard();
      await this.#snapshot.writeIfDue();
      await this.#writer.close();
    } finally {
      this.#snapshot.stop();
      this.#dataKey.destroy();
      this.#content.clear();
      this.#changes.clear();
    }
  }

  /** Reports a file changed by another program. */
  #refuse(failure: Failure): Result<never> {
    if (failure.code === 'vault-changed-on-disk' && !this.#isClosed) {
      this.#onChangedOnDisk(failure.path);
    }
    return fail(failure);
  }
}
