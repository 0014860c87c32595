import type { SyncQuestion } from '../../../shared/sync/sync-state';
import type { Reconciliation } from './reconcile';
import type { RunOutcome, RunParts } from './run-parts';
import { namedKeys, replacedQuestion } from './run-parts';
import type { SyncVault } from '../sync-vault';
import type { Incoming } from '../wire/wire-record';

/** More deletions than this at once need a confirmation. */
const MANY = 10;
const MUCH = 0.3;

/** The confirmations needed before a page is applied, counting earlier pages. */
export function questions(parts: RunParts) {
  const { vault } = parts;
  const answered = upToOf(parts);
  const total = vault.keys.size;
  let removed = 0;
  return ({ contradiction, deletions }: Reconciliation): SyncQuestion | null => {
    if (contradiction) return replacedQuestion(vault, contradiction.reason, contradiction.ids);
    const more = deletions.filter((number) => number > answered).length;
    const count = removed + more;
    const isMany = count > Math.max(MANY, total * MUCH) || (total > 1 && count >= total);
    if (more > 0 && isMany) return { kind: 'mass-deletion', names: [], count, total };
    removed = count;
    return null;
  };
}

/** The version number up to which the user has confirmed deletions. */
const upToOf = ({ manyDeletions }: Pick<RunParts, 'manyDeletions'>): number =>
  manyDeletions?.upTo ?? -1;

/** All deletions of a confirmation, from the page that raised it and later ones. */
export class AllDeletions {
  readonly #vault: SyncVault;
  readonly #answered: number;
  readonly #ids = new Set<string>();
  #upTo = -1;

  constructor(parts: Pick<RunParts, 'vault' | 'manyDeletions'>) {
    this.#vault = parts.vault;
    this.#answered = upToOf(parts);
  }

  add(items: readonly Incoming[]): void {
    for (const { kind, id, lastModified } of items) {
      if (kind !== 'tombstone' || lastModified <= this.#answered) continue;
      this.#upTo = Math.max(this.#upTo, lastModified);
      if (this.#vault.keys.has(id)) this.#ids.add(id);
    }
  }

  question(): Extract<RunOutcome, { kind: 'asking' }> {
    const { size: total } = this.#vault.keys;
    const named = namedKeys(this.#vault, [...this.#ids]);
    const question = { kind: 'mass-deletion' as const, ...named, total };
    return { kind: 'asking', question, upTo: this.#upTo };
  }
}
