import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { withinExpiry } from '../../../shared/keys/grace-period';
import { nameIdentity } from '../../../shared/keys/name-identity';
import { distinctName, same } from '../../../shared/sync/merge';
import type { SyncDraft, SyncView } from '../sync-vault';

/** The keys of a vault with uncommitted changes. Names stay unique. */
export class DraftKeys {
  readonly #view: SyncView;
  /** null: deleted */
  readonly #changed = new Map<string, ApiKeyRecord | null>();
  /** null: no key has the name any more */
  readonly #names = new Map<string, string | null>();

  constructor(view: SyncView) {
    this.#view = view;
  }

  get(id: string): ApiKeyRecord | null {
    const changed = this.#changed.get(id);
    return changed === undefined ? (this.#view.keys.get(id)?.record ?? null) : changed;
  }

  remove(id: string): void {
    this.#release(id);
    this.#changed.set(id, null);
  }

  /**
   * On a name clash the key with the smaller id keeps the name, so that every computer decides
   * alike.
   */
  put(incoming: ApiKeyRecord): void {
    const record = withinExpiry(incoming);
    let wanted = record;
    for (const digits of [4, 8, 12, 32]) {
      const owner = this.#ownerOf(wanted.name);
      if (owner === undefined || owner === record.id) break;
      const other = this.get(owner);
      if (other && record.id < owner) {
        this.#set(wanted);
        this.put({ ...other, name: distinctName(other.name, owner) });
        return;
      }
      wanted = { ...record, name: distinctName(record.name, record.id, digits) };
    }
    this.#set(wanted);
  }

  /** The events to commit. `actor` names the source of the changes. */
  drafts(actor: string): SyncDraft[] {
    return [...this.#changed].flatMap(([id, after]): SyncDraft[] => {
      const before = this.#view.keys.get(id)?.record;
      if (after === null) {
        return before ? [{ actor, event: 'key.deleted', keyId: id, change: { before } }] : [];
      }
      if (!before) {
        const change = { record: after, sealedSecret: null };
        return [{ actor, event: 'key.created', keyId: id, change }];
      }
      const changes = differences(before, after);
      if (Object.keys(changes.before).length === 0) return [];
      return [{ actor, event: 'key.updated', keyId: id, change: changes }];
    });
  }

  #ownerOf(name: string): string | undefined {
    const changed = this.#names.get(nameIdentity(name));
    return changed === undefined ? this.#view.idOfName(name) : (changed ?? undefined);
  }

  #set(record: ApiKeyRecord): void {
    this.#release(record.id);
    this.#changed.set(record.id, record);
    this.#names.set(nameIdentity(record.name), record.id);
  }

  #release(id: string): void {
    const old = this.get(id);
    if (old && this.#ownerOf(old.name) === id) this.#names.set(nameIdentity(old.name), null);
  }
}

/** The fields in which two states of a record differ, with both values. */
export function differences(
  before: ApiKeyRecord,
  after: ApiKeyRecord,
): { before: Partial<ApiKeyRecord>; after: Partial<ApiKeyRecord> } {
  const names = (Object.keys(after) as (keyof ApiKeyRecord)[]).filter(
    (name) => !same(before[name], after[name]),
  );
  const pick = (record: ApiKeyRecord): Partial<ApiKeyRecord> =>
    Object.fromEntries(names.map((name) => [name, record[name]]));
  return { before: pick(before), after: pick(after) };
}
