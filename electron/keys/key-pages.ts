import type { ApiKey } from '../../shared/keys/api-key';
import { topN } from '../../shared/lib/top-n';
import { graceEndOf } from '../../shared/keys/grace-period';
import { statusOf } from '../../shared/keys/key-status';
import type { Unsent } from '../../shared/sync/unsent';
import type { StoredKey } from '../lib/vault-port';

/** More rows than a large window has room for. */
export const NEWEST = 60;
/** So few that neither side is busy with one answer for longer than a frame or two. */
const PART = 2_000;

export interface Newest {
  keys: ApiKey[];
  /** how many keys the page shows, and how many there are */
  shown: number;
  total: number;
}

export interface Part {
  keys: ApiKey[];
  /** where the next part begins; null after the last one */
  next: number | null;
}

/** What an endpoint has not got of the key with that id. */
export type UnsentOf = (id: string) => Unsent | null;

/**
 * The keys that were created last, the newest first, as the page orders them.
 *
 * @param now milliseconds since the epoch
 */
export function newestOf(
  entries: Iterable<StoredKey>,
  hideInactive: boolean,
  now: number,
  unsentOf: UnsentOf = () => null,
): Newest {
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
  const keys = topN(shownOnes(), NEWEST, byAge).map((entry) =>
    toApiKey(entry, unsentOf(entry.record.id)),
  );
  return { keys, shown, total };
}

export function partOf(
  entries: Iterable<StoredKey>,
  from: number,
  unsentOf: UnsentOf = () => null,
): Part {
  const keys: ApiKey[] = [];
  let at = 0;
  for (const entry of entries) {
    if (at === from + PART) return { keys, next: at };
    if (at >= from) keys.push(toApiKey(entry, unsentOf(entry.record.id)));
    at += 1;
  }
  return { keys, next: null };
}

/**
 * What the dashboard may know of a key.
 *
 * @param unsent what an endpoint has not got of it
 */
export function toApiKey({ record, sealedSecret }: StoredKey, unsent: Unsent | null): ApiKey {
  const { secretHash: _, previousSecret: __, ...shown } = record;
  const apiKey: ApiKey = { ...shown, hasSecret: sealedSecret !== null };
  const graceUntil = graceEndOf(record);
  // Most keys have neither, and there may be a hundred thousand, so the properties are left out.
  if (graceUntil !== null) apiKey.graceUntil = graceUntil;
  if (unsent !== null) apiKey.unsent = unsent;
  return apiKey;
}

/** Newest first; of the same instant, the greater id first. Instants are RFC 3339 in UTC: their text sorts them. */
function byAge({ record: a }: StoredKey, { record: b }: StoredKey): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}
