import { createHash } from 'node:crypto';
import { z } from 'zod';
import { instantSchema } from '../../../shared/keys/api-key';
import type { EndDoubt } from '../../../shared/activity/activity';
import type { OutdatedKeyslots } from '../../../shared/vault/vault-state';
import { canonicalJson } from '../crypto/canonical-json';
import type { DataKey } from '../crypto/data-key';
import { changesKeyslots } from '../keyslots/outdated-keyslots';
import type { Sealed } from '../crypto/aead';
import { seal, sealedSchema, unseal } from '../crypto/aead';
import type { Slot } from '../format/keyslot-schema';
import type { Vault } from '../vault';
import type { LogPosition, LogStart } from '../format/snapshot-schema';

/** Where the newest state that was seen on this computer is remembered: outside the vault's directory. */
export interface RollbackMarkStore {
  get(): string | null;
  set(mark: string): void;
}

const markSchema = z.strictObject({
  /** 0: whatever is found is expected */
  sequence: z.int().nonnegative(),
  tag: z.string().max(64),
  at: instantSchema,
  /** `keyslotsMark` of the ways in that the vault had then */
  ways: z.string().max(64).optional(),
});
type Mark = z.infer<typeof markSchema>;

/** A mark is behind by the events of one moment at most; what is further away is not looked for. */
const MOST_LINES_BACK = 10_000;

/** A change is remembered this much later, with those that follow it: each costs a write of the preferences. */
const SOON_MS = 5_000;

/**
 * Remembers, sealed with a subkey of the data key, up to which line this computer has seen the activity. It tells when the
 * end of the activity was cut off, or both files of the vault were put back to an older pair, which is whole in itself. A
 * mark that is lost, of another vault, or that does not open locks nobody out, but it is told where the vault is known.
 */
export class RollbackGuard {
  readonly #vaultId: string;
  readonly #dataKey: DataKey;
  readonly #store: RollbackMarkStore;
  readonly #now: () => number;
  readonly #ways: () => string;
  #timer: NodeJS.Timeout | null = null;

  /**
   * @param options.dataKey taken over: it is zeroed by `stop`
   * @param options.ways `keyslotsMark` of the ways in that the vault has now
   */
  constructor(options: {
    vaultId: string;
    dataKey: DataKey;
    store: RollbackMarkStore;
    now: () => number;
    ways: () => string;
  }) {
    this.#vaultId = options.vaultId;
    this.#dataKey = options.dataKey;
    this.#store = options.store;
    this.#now = options.now;
    this.#ways = options.ways;
  }

  /**
   * @param vault whose activity is not broken
   * @param isKnown whether this computer has opened a vault before
   * @returns the state that was seen here and that this vault does not continue; `unknown` when there should be a mark
   */
  async doubtAbout(vault: Pick<Vault, 'activity'>, isKnown: boolean): Promise<EndDoubt> {
    const mark = this.#mark();
    if (mark === null) return this.isMissing(isKnown) ? { kind: 'unknown' } : null;
    if (mark.sequence === 0) return null;
    const seen = { sequence: mark.sequence, at: mark.at };
    return (await continues(vault, mark)) ? null : { kind: 'cut', seen };
  }

  /**
   * Says whether the ways in are others than this computer saw last, and no change of them is recorded since. With the data
   * key of an old copy, a file with its ways in can be made up that is newer than any.
   *
   * @param vault whose activity goes on from what was seen here
   */
  async otherKeyslots(vault: Pick<Vault, 'activity'>): Promise<OutdatedKeyslots | null> {
    const mark = this.#mark();
    if (!mark?.ways || mark.ways === this.#ways()) return null;
    let isRecorded = vault.activity.end.sequence - mark.sequence > MOST_LINES_BACK;
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
   * Whether there should be a mark, and none opens under this data key.
   *
   * @param isKnown whether this computer has opened a vault before
   */
  isMissing(isKnown: boolean): boolean {
    return this.#mark() === null && (isKnown || !this.isFirst);
  }

  /** Whether nothing was ever remembered on this computer. */
  get isFirst(): boolean {
    return this.#store.get() === null;
  }

  /** The number of the newest line that was seen here; 0 when it is not known. */
  get sequence(): number {
    return this.#mark()?.sequence ?? 0;
  }

  /** Remembers where the activity ends now. The vault must be open. */
  note({ sequence, tag }: LogPosition): void {
    const mark = { sequence, tag, ways: this.#ways() };
    this.#store.set(JSON.stringify(this.#sealed(mark, this.#dataKey)));
  }

  /**
   * The vault is about to be sealed under another data key: whichever of the two opens it after a crash, there is a mark.
   * The next `note` puts an end to it.
   */
  expectUnder(next: DataKey, { sequence, tag }: LogPosition): void {
    // One that comes meanwhile would be of the present key alone.
    this.#stopWaiting();
    const present = this.#sealed({ sequence, tag, ways: this.#ways() }, this.#dataKey);
    const coming = this.#sealed({ sequence: 0, tag: '' }, next);
    this.#store.set(JSON.stringify([present, coming]));
  }

  /** Remembers it in a moment, unless `stop` comes first. */
  noteSoon(end: () => LogPosition): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.note(end());
    }, SOON_MS);
    this.#timer.unref();
  }

  /** Nothing is remembered any more; the data key goes. */
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

  #sealed(seen: Omit<Mark, 'at'>, dataKey: DataKey): Sealed {
    const mark: Mark = { ...seen, at: new Date(this.#now()).toISOString() };
    return seal(dataKey.for('last-seen'), Buffer.from(JSON.stringify(mark)), this.#context);
  }

  #mark(): Mark | null {
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
      // What cannot be read is no mark.
    }
    return null;
  }
}

/** Tells lists of slots apart, and says nothing of them. */
export const keyslotsMark = (slots: readonly Slot[]): string =>
  createHash('sha256').update(canonicalJson(slots)).digest('base64');

/** Whether the activity has that line, as far back as it is looked for. */
export async function continues(
  { activity }: Pick<Vault, 'activity'>,
  { sequence, tag: expected }: LogStart,
): Promise<boolean> {
  const { end } = activity;
  if (sequence > end.sequence) return false;
  if (end.sequence - sequence > MOST_LINES_BACK) return true;
  let tag: string | null = sequence === end.sequence ? end.tag : null;
  if (tag === null) {
    await activity.readBack(null, (_event, before) => {
      if (before.sequence === sequence) ({ tag } = before);
      return tag === null;
    });
  }
  return tag === null || tag === expected;
}
