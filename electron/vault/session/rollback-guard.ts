import { createHash } from 'node:crypto';
import { z } from 'zod';
import { instantSchema } from '../../../shared/keys/api-key';
import type { ActivityEndStatus } from '../../../shared/activity/activity';
import type { OutdatedKeyslots } from '../../../shared/vault/vault-state';
import { canonicalJson } from '../crypto/canonical-json';
import type { DataKey } from '../crypto/data-key';
import { changesKeyslots } from '../keyslots/outdated-keyslots';
import type { Sealed } from '../crypto/aead';
import { seal, sealedSchema, unseal } from '../crypto/aead';
import type { Slot } from '../format/keyslot-schema';
import type { Vault } from '../vault';
import type { LogPosition, LogStart } from '../format/snapshot-schema';

/** Stores the rollback mark outside the vault's directory. */
export interface RollbackMarkStore {
  get(): string | null;
  set(mark: string): void;
}

const markSchema = z.strictObject({
  /** 0: any state is accepted */
  sequence: z.int().nonnegative(),
  tag: z.string().max(64),
  at: instantSchema,
  /** `keyslotsMark` of the keyslots at that time */
  ways: z.string().max(64).optional(),
});
type Mark = z.infer<typeof markSchema>;

/** The mark lags by a few seconds of events at most, so the search ends here. */
const MAX_LINES_BACK = 10_000;

/** Delay before a change is marked, so that several share one write of the preferences. */
const MARK_DELAY_MS = 5_000;

/**
 * Rollback protection: stores, sealed with a subkey of the data key, the last line of the activity
 * this computer has seen. It detects a truncated activity and a vault put back to an older, valid
 * pair of files. A mark that is lost, foreign or undecryptable does not prevent unlocking, but is
 * reported where the vault is known.
 */
export class RollbackGuard {
  readonly #vaultId: string;
  readonly #dataKey: DataKey;
  readonly #store: RollbackMarkStore;
  readonly #now: () => number;
  readonly #keyslotsMark: () => string;
  #timer: NodeJS.Timeout | null = null;

  /**
   * @param options.dataKey owned: `stop` zeroes it
   * @param options.keyslotsMark of the present keyslots
   */
  constructor(options: {
    vaultId: string;
    dataKey: DataKey;
    store: RollbackMarkStore;
    now: () => number;
    keyslotsMark: () => string;
  }) {
    this.#vaultId = options.vaultId;
    this.#dataKey = options.dataKey;
    this.#store = options.store;
    this.#now = options.now;
    this.#keyslotsMark = options.keyslotsMark;
  }

  /**
   * @param vault whose activity is not broken
   * @param isKnown whether this computer has opened a vault before
   * @returns the marked state that this vault does not continue; `unknown` when the mark is missing
   */
  async checkRollback(
    vault: Pick<Vault, 'activity'>,
    isKnown: boolean,
  ): Promise<ActivityEndStatus> {
    const mark = this.#readMark();
    if (mark === null) return this.isMarkMissing(isKnown) ? { kind: 'unknown' } : null;
    if (mark.sequence === 0) return null;
    const seen = { sequence: mark.sequence, at: mark.at };
    return (await continues(vault, mark)) ? null : { kind: 'cut', seen };
  }

  /**
   * Detects keyslots that differ from the marked ones without a recorded change. An attacker with
   * the data key of an old copy can forge a newer file that has the old keyslots.
   *
   * @param vault whose activity continues the mark
   */
  async unrecordedKeyslots(vault: Pick<Vault, 'activity'>): Promise<OutdatedKeyslots | null> {
    const mark = this.#readMark();
    if (!mark?.ways || mark.ways === this.#keyslotsMark()) return null;
    let isRecorded = vault.activity.end.sequence - mark.sequence > MAX_LINES_BACK;
    if (!isRecorded) {
      await vault.activity.readBack(null, (event, before) => {
        if (before.sequence < mark.sequence) return false;
        isRecorded = changesKeyslots(event);
        return !isRecorded;
      });
    }
    return isRecorded ? null : { event: 'unrecorded', at: mark.at };
  }

  /**
   * Whether a mark is expected but none decrypts under this data key.
   *
   * @param isKnown whether this computer has opened a vault before
   */
  isMarkMissing(isKnown: boolean): boolean {
    return this.#readMark() === null && (isKnown || !this.hasNoMark);
  }

  /** Whether this computer has no mark at all. */
  get hasNoMark(): boolean {
    return this.#store.get() === null;
  }

  /** The sequence number of the newest line seen here; 0 when it is not known. */
  get sequence(): number {
    return this.#readMark()?.sequence ?? 0;
  }

  /** Marks the present end of the activity. The vault must be open. */
  mark({ sequence, tag }: LogPosition): void {
    const mark = { sequence, tag, ways: this.#keyslotsMark() };
    this.#store.set(JSON.stringify(this.#sealMark(mark, this.#dataKey)));
  }

  /**
   * Before a data key rotation: stores marks under both keys, so that the vault has one after a
   * crash at any point. The next `mark` replaces them.
   */
  markForRotation(next: DataKey, { sequence, tag }: LogPosition): void {
    // A pending write would store a mark under the present key only.
    this.#stopWaiting();
    const present = this.#sealMark({ sequence, tag, ways: this.#keyslotsMark() }, this.#dataKey);
    const coming = this.#sealMark({ sequence: 0, tag: '' }, next);
    this.#store.set(JSON.stringify([present, coming]));
  }

  /** Marks the end after a short delay, unless `stop` comes first. */
  markSoon(end: () => LogPosition): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.mark(end());
    }, MARK_DELAY_MS);
    this.#timer.unref();
  }

  /** Stops marking and destroys the data key. */
  stop(): void {
    this.#stopWaiting();
    this.#dataKey.destroy();
  }

  #stopWaiting(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  get #context(): string {
    return `ownchat-keys last seen ${this.#vaultId}`;
  }

  #sealMark(seen: Omit<Mark, 'at'>, dataKey: DataKey): Sealed {
    const mark: Mark = { ...seen, at: new Date(this.#now()).toISOString() };
    return seal(dataKey.for('last-seen'), Buffer.from(JSON.stringify(mark)), this.#context);
  }

  #readMark(): Mark | null {
    try {
      const stored: unknown = JSON.parse(this.#store.get() ?? 'null');
      for (const one of Array.isArray(stored) ? stored : [stored]) {
        const sealed = sealedSchema.safeParse(one);
        if (!sealed.success) continue;
        const plaintext = unseal(this.#dataKey.for('last-seen'), sealed.data, this.#context);
        if (plaintext === null) continue;
        const mark = markSchema.safeParse(JSON.parse(plaintext.toString('utf8')));
        return mark.success ? mark.data : null;
      }
    } catch {
      // An unreadable mark counts as none.
    }
    return null;
  }
}

/** A digest that distinguishes lists of slots without revealing them. */
export const keyslotsMark = (slots: readonly Slot[]): string =>
  createHash('sha256').update(canonicalJson(slots)).digest('base64');

/** Whether the activity has that line, searched back a limited number of lines. */
export async function continues(
  { activity }: Pick<Vault, 'activity'>,
  { sequence, tag: expected }: LogStart,
): Promise<boolean> {
  const { end } = activity;
  if (sequence > end.sequence) return false;
  if (end.sequence - sequence > MAX_LINES_BACK) return true;
  let tag: string | null = sequence === end.sequence ? end.tag : null;
  if (tag === null) {
    await activity.readBack(null, (_event, before) => {
      if (before.sequence === sequence) ({ tag } = before);
      return tag === null;
    });
  }
  return tag === null || tag === expected;
}
