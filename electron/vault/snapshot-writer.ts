import type { Failure } from '../../shared/lib/failure';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type { ActivityWriter } from './activity/activity-writer';
import type { DataKey } from './crypto/data-key';
import type { ActivityEvent } from './format/events';
import { SnapshotSchedule } from './snapshot/snapshot-schedule';
import type { SnapshotStore } from './snapshot/snapshot-store';
import type { VaultContent } from './state/vault-content';
import type { HeaderStart } from './vault-internals';

interface SnapshotParts {
  content: VaultContent;
  dataKey: DataKey;
  writer: ActivityWriter;
  snapshots: SnapshotStore;
  now: () => number;
  /** the present header: a change of the keyslots replaces it */
  header: () => HeaderStart;
  isReadOnly: () => boolean;
  /** called when a scheduled snapshot is due; calls `writeIfDue` after all earlier commits */
  onDue: () => void;
  /** called with the result of each rewrite, except when another program changed the file */
  onSnapshot: (written: Result<void>) => void;
  /** reports a file changed by another program */
  refuse: (failure: Failure) => Result<never>;
}

/**
 * Writes an open vault's content to `vault.json` and decides when. The caller makes sure that no
 * commit runs meanwhile.
 */
export class SnapshotWriter {
  readonly #parts: SnapshotParts;
  readonly #schedule: SnapshotSchedule;
  #isOlderFormat: boolean;

  /** @param isOlderFormat whether `vault.json` has an older version of the format */
  constructor(parts: SnapshotParts, isOlderFormat: boolean) {
    this.#parts = parts;
    this.#isOlderFormat = isOlderFormat;
    this.#schedule = new SnapshotSchedule(parts.onDue);
  }

  /** Counts events that the snapshot on disk does not include. */
  count(events: readonly ActivityEvent[]): void {
    this.#schedule.count(events);
  }

  /** Makes a snapshot due even without a change. */
  force(): void {
    this.#schedule.force();
  }

  /** Drops the changes that were counted: the file on disk is no longer this vault's. */
  discard(): void {
    this.#schedule.reset();
  }

  stop(): void {
    this.#schedule.reset();
    this.#schedule.stopWaiting();
  }

  writeIfDue(): Promise<Result<void>> {
    const { isDue, needsBackup } = this.#schedule;
    this.#schedule.stopWaiting();
    return isDue ? this.#write(needsBackup) : Promise.resolve(ok(undefined));
  }

  /** Writes even without a change. The replaced file becomes a backup. */
  writeNow(): Promise<Result<void>> {
    this.#schedule.stopWaiting();
    return this.#write(true);
  }

  /**
   * An app of the older format refuses a newer file, but would take an event with unknown fields for
   * damage. So the file is rewritten before the first event, and its old version becomes a backup.
   */
  async upgradeFormat(): Promise<Result<void>> {
    if (!this.#isOlderFormat) return ok(undefined);
    await this.#parts.content.readKeys();
    // The vault may be held since the commit began: then nothing is written.
    if (this.#parts.isReadOnly()) return fail({ code: 'vault-read-only' });
    const written = await this.writeNow();
    if (written.ok) this.#isOlderFormat = false;
    return written;
  }

  async #write(keepsBackup: boolean): Promise<Result<void>> {
    const { isReadOnly, refuse, onSnapshot } = this.#parts;
    if (isReadOnly()) return ok(undefined);
    let written: Result<void> = fail({ code: 'unexpected' });
    try {
      written = await this.#replaceFile(keepsBackup);
      return written.ok ? written : refuse(written.failure);
    } finally {
      if (written.ok) this.#schedule.reset();
      if (written.ok || written.failure.code !== 'vault-changed-on-disk') {
        if (!written.ok) this.#schedule.scheduleRetry();
        onSnapshot(written);
      }
    }
  }

  async #replaceFile(keepsBackup: boolean): Promise<Result<void>> {
    const { writer, content, snapshots, dataKey, header, now } = this.#parts;
    // The snapshot refers to a position in our activity: beside another program's it would open
    // read-only.
    const isCurrent = await writer.expectCurrent();
    if (!isCurrent.ok) return isCurrent;
    content.dropEnded(now());
    const body = { log: writer.end, ...content.toBody() };
    return snapshots.write(header(), body, dataKey, { keepsBackup });
  }
}
