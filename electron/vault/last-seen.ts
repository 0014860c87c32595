import { z } from 'zod';
import { instantSchema } from '../../shared/api-key';
import type { SeenState } from '../../shared/vault-state';
import type { DataKey } from './data-key';
import { seal, sealedSchema, unseal } from './seal';
import type { Vault } from './vault';
import type { LogPosition } from './vault-file';

/** Where the newest state that was seen on this computer is remembered: outside the vault's directory. */
export interface LastSeenStore {
  get(): string | null;
  set(mark: string): void;
}

const markSchema = z.strictObject({
  sequence: z.int().positive(),
  tag: z.string().max(64),
  at: instantSchema,
});
type Mark = z.infer<typeof markSchema>;

/** A mark is behind by the events of one moment at most; what is further away is not looked for. */
const MOST_LINES_BACK = 10_000;

/** A change is remembered this much later, with those that follow it: each costs a write of the preferences. */
const SOON_MS = 5_000;

/**
 * Remembers, sealed with a subkey of the data key, up to which line this computer has seen the activity. Whoever puts
 * both files of the vault back to an older pair, which is whole in itself, is found out by it. A mark that is lost, of
 * another vault, or that does not open says nothing: it locks nobody out.
 */
export class LastSeen {
  readonly #vaultId: string;
  readonly #dataKey: DataKey;
  readonly #store: LastSeenStore;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | null = null;

  /** @param options.dataKey taken over: it is zeroed by `stop` */
  constructor(options: {
    vaultId: string;
    dataKey: DataKey;
    store: LastSeenStore;
    now: () => number;
  }) {
    this.#vaultId = options.vaultId;
    this.#dataKey = options.dataKey;
    this.#store = options.store;
    this.#now = options.now;
  }

  /**
   * @param vault whose activity is not broken
   * @returns the state that was seen here and that this vault does not continue, or null
   */
  async missingIn(vault: Pick<Vault, 'activity'>): Promise<SeenState | null> {
    const mark = this.#mark();
    if (mark === null) return null;
    const seen = { sequence: mark.sequence, at: mark.at };
    const end = vault.activity.end;
    if (mark.sequence > end.sequence) return seen;
    if (end.sequence - mark.sequence > MOST_LINES_BACK) return null;
    let tag: string | null = mark.sequence === end.sequence ? end.tag : null;
    if (tag === null) {
      await vault.activity.readBack(null, (_event, before) => {
        if (before.sequence === mark.sequence) ({ tag } = before);
        return tag === null;
      });
    }
    return tag === null || tag === mark.tag ? null : seen;
  }

  /** Remembers where the activity ends now. The vault must be open. */
  note({ sequence, tag }: LogPosition): void {
    const mark: Mark = { sequence, tag, at: new Date(this.#now()).toISOString() };
    const plaintext = Buffer.from(JSON.stringify(mark));
    const sealed = seal(this.#dataKey.for('last-seen'), plaintext, this.#context);
    this.#store.set(JSON.stringify(sealed));
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

  /** Another state is expected from now on: a person has decided so. */
  forget(): void {
    this.#store.set('');
  }

  /** Nothing is remembered any more; the data key goes. */
  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#dataKey.destroy();
  }

  get #context(): string {
    return `ownchat-keys last seen ${this.#vaultId}`;
  }

  #mark(): Mark | null {
    try {
      const sealed = sealedSchema.safeParse(JSON.parse(this.#store.get() ?? 'null'));
      if (!sealed.success) return null;
      const plaintext = unseal(this.#dataKey.for('last-seen'), sealed.data, this.#context);
      if (plaintext === null) return null;
      const mark = markSchema.safeParse(JSON.parse(plaintext.toString('utf8')));
      return mark.success ? mark.data : null;
    } catch {
      return null;
    }
  }
}
