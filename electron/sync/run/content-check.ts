import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import { changesSince } from './changes';
import { MAX_FOREIGN } from './problems-and-notices';
import { unreadableIn } from './outbox';
import type { RunParts } from './run-parts';
import { relationOf } from './compare-states';
import type { Incoming } from '../wire/wire-record';

/** The result of comparing all records with the agreed states. */
export interface ContentCheck {
  /** evidence against plain progress of the endpoint; null when there is none */
  evidence: (typeof REASONS)[number] | null;
  /** the ids of the keys that show it */
  affected: string[];
  /** changes to apply, whether or not their version number is after the cursor */
  news: Incoming[];
  /** number of returned keys that are not known yet */
  returned: number;
  /** whether any key is in its agreed state; true when there were too few keys to tell */
  hasAgreedState: boolean;
  /** all ids at the endpoint, of records and tombstones */
  ids: ReadonlySet<string>;
}

/**
 * Fetches the whole list, page by page, and compares each record with its agreed state. Changes
 * nothing.
 */
export async function checkContent({ vault, client }: RunParts): Promise<Result<ContentCheck>> {
  const ids = new Set<string>();
  const invalid = new Set<string>();
  const news: Incoming[] = [];
  const affected = { older: [] as string[], altered: [] as string[] };
  const unreadable = unreadableIn(vault);
  let returned = 0;
  let foreign = 0;
  let hasAgreedState = false;
  for await (const changes of changesSince(client, null)) {
    if (!changes.ok) return changes;
    for (const item of changes.value.items) {
      const { id, kind } = item;
      ids.add(id);
      const entry = vault.ledger.entries.get(id);
      if (kind === 'invalid') {
        invalid.add(id);
        if (!entry) foreign += 1;
        if (foreign > MAX_FOREIGN) return fail({ code: 'endpoint-too-much' });
      }
      const relation = relationOf(item, entry, vault.keys.get(id)?.record ?? null);
      if (relation === 'older' || relation === 'altered') affected[relation].push(id);
      else if (relation === 'agreed') {
        hasAgreedState ||= kind === 'record';
        // The unreadable state was another one.
        if (unreadable.has(id)) news.push(item);
      } else news.push(item);
      if (relation === 'returned') returned += 1;
    }
  }
  const agreed = [...vault.ledger.entries.values()].filter(
    ({ lastModified, deleted }) => lastModified !== null && !deleted,
  );
  const lost = agreed.filter(({ id }) => !ids.has(id)).map(({ id }) => id);
  const found = { ...affected, 'lost-records': lost };
  const evidence = REASONS.find((reason) => found[reason].length > 0) ?? null;
  hasAgreedState ||= agreed.filter(({ id }) => !invalid.has(id)).length < 2;
  // A record that is gone without a tombstone counts as deleted.
  const gone = new Map([...unreadable].map(([id, { number }]) => [id, number]));
  for (const { id, returned: again } of vault.ledger.entries.values()) {
    if (again) gone.set(id, again.lastModified);
  }
  for (const [id, lastModified] of gone) {
    if (!ids.has(id) && !vault.keys.has(id)) news.push({ kind: 'tombstone', id, lastModified });
  }
  return ok({
    evidence,
    affected: evidence === null ? [] : found[evidence],
    news,
    returned,
    hasAgreedState,
    ids,
  });
}

/** Strongest evidence first. */
const REASONS = ['older', 'altered', 'lost-records'] as const;
