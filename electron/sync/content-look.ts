import type { Result } from '../../shared/result';
import { ok } from '../../shared/result';
import { changesSince } from './changes';
import type { RunParts } from './run-parts';
import type { Standing } from './standing';
import { standingOf } from './standing';
import type { Incoming } from './wire-record';

/** How everything that is there stands to everything that was agreed on. */
export interface Look {
  /** what cannot be if the endpoint has only gone on since; null when nothing is wrong */
  broken: 'older' | 'altered' | 'lost-records' | null;
  /** what is news here, whether it came by its number or past it */
  news: Incoming[];
  /** keys that were agreed to be deleted and live there, which is not known yet */
  returned: number;
  /** whether any key stands there as it was agreed on; true when too few were to tell */
  isAnyAsAgreed: boolean;
  /** the ids of everything that is there, as a record or as deleted */
  ids: ReadonlySet<string>;
}

/** Reads the whole list, page by page, and compares each record with what was agreed. Changes nothing. */
export async function lookAtAll({ vault, client }: RunParts): Promise<Result<Look>> {
  const ids = new Set<string>();
  const news: Incoming[] = [];
  let returned = 0;
  let isAnyAsAgreed = false;
  const end = (broken: Look['broken']): Result<Look> =>
    ok({ broken, news, returned, isAnyAsAgreed, ids });
  for await (const changes of changesSince(client, null)) {
    if (!changes.ok) return changes;
    for (const item of changes.value.items) {
      const { id, kind } = item;
      ids.add(id);
      const entry = vault.ledger.entries.get(id);
      const standing: Standing = standingOf(item, entry, vault.keys.get(id)?.record ?? null);
      if (standing === 'older' || standing === 'altered') return end(standing);
      if (standing === 'returned') returned += 1;
      if (standing === 'agreed') isAnyAsAgreed ||= kind === 'record';
      else news.push(item);
    }
  }
  const agreed = [...vault.ledger.entries.values()].filter(
    ({ lastModified, deleted }) => lastModified !== null && !deleted,
  );
  isAnyAsAgreed ||= agreed.length < 2;
  return end(agreed.some(({ id }) => !ids.has(id)) ? 'lost-records' : null);
}
