import type { ApiKey } from '../../shared/keys/api-key';
import { topN } from '../../shared/lib/top-n';
import { graceEndOf } from '../../shared/keys/grace-period';
import { statusOf } from '../../shared/keys/key-status';
import type { Unsent } from '../../shared/sync/unsent';
import type { StoredKey } from '../lib/vault-port';

/** More rows than fit a large window. */
export const NEWEST_COUNT = 60;
/** Small enough that neither process is busy with one answer for longer than a frame or two. */
const PAGE_SIZE = 2_000;

export interface NewestKeys {
  keys: ApiKey[];
  /** the number of keys in the view, and of all keys */
  shown: number;
  total: number;
}

export interface KeyPage {
  keys: ApiKey[];
  /** the index of the next page; null after the last one */
  next: number | null;
}

/** The unsent changes of the key with that id. */
export type UnsentOf = (id: string) => Unsent | null;

/**
 * The keys that were created last, newest first, in the order of the page.
 *
 * @param now milliseconds since the epoch
 */
export function newestKeys(
  entries: Iterable<StoredKey>,
  hideInactive: boolean,
  now: number,
  unsentOf: UnsentOf = () => null,
): NewestKeys {
  let total = 0;
  let shown = 0;
  function* shownOnes(): Generator<StoredKey> {
    for (const entry of entries) {
      total += 1;
      if (hideInactive && statusOf(entry.record, now).state === 'inactive') continue;
      shown += 1;
      yield entry;
    }
  }
  const keys = topN(shownOnes(), NEWEST_COUNT, byAge).map((entry) =>
    toApiKey(entry, unsentOf(entry.record.id)),
  );
  return { keys, shown, total };
}

export function keyPageFrom(
  entries: Iterable<StoredKey>,
  from: number,
  unsentOf: UnsentOf = () => null,
): KeyPage {
  const keys: ApiKey[] = [];
  let at = 0;
  for (const entry of entries) {
    if (at === from + PAGE_SIZE) return { keys, next: at };
    if (at >= from) keys.push(toApiKey(entry, unsentOf(entry.record.id)));
    at += 1;
  }
  return { keys, next: null };
}

/**
 * The part of a key that the page may see.
 *
 * @param unsent its unsent changes
 */
export function toApiKey(
  { record, sealedSecret, sealedPreviousSecret }: StoredKey,
  unsent: Unsent | null,
): ApiKey {
  const { secretHash: _, previousSecret: __, ...shown } = record;
  const apiKey: ApiKey = { ...shown, hasSecret: sealedSecret !== null };
  const graceUntil = graceEndOf(record);
  // Most of up to 100,000 keys have neither, so the properties are left out.
  if (graceUntil !== null) apiKey.graceUntil = graceUntil;
  if (sealedPreviousSecret) apiKey.hasPreviousSecret = true;
  if (unsent !== null) apiKey.unsent = unsent;
  return apiKey;
}

/**
 * Newest first; for the same instant, the greater id first. Instants are RFC 3339 in UTC, so they
 * sort as text.
 */
function byAge({ record: a }: StoredKey, { record: b }: StoredKey): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}
