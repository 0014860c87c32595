import type { Dataset } from './dataset';

const COLLECTION = 'api-key-usage';

/** How many days are kept of each key. */
const DAYS = 400;

/** The usage of a key, as the collection `api-key-usage` has it. */
interface Usage {
  /** id of the key */
  id: string;
  /** RFC 3339, UTC, milliseconds */
  lastUsedAt: string;
  /** requests by UTC day, oldest first */
  daily: { day: string; count: number }[];
  /** the uses of each secret, by hash; only when the server was told which secret it was */
  bySecret?: { hash: string; firstUsedAt: string; lastUsedAt: string }[];
}

/**
 * @param at milliseconds since the epoch
 * @param hash of the secret; undefined for a server that does not tell secrets apart
 */
export function recordUse(dataset: Dataset, id: string, at: number, hash?: string): void {
  const draft = dataset.draft();
  const known = draft.find(COLLECTION, id) as Usage | undefined;
  const when = new Date(at).toISOString();
  const day = when.slice(0, 10);
  const counts = new Map((known?.daily ?? []).map((entry) => [entry.day, entry.count]));
  counts.set(day, (counts.get(day) ?? 0) + 1);
  const daily = [...counts]
    .map(([name, count]) => ({ day: name, count }))
    .toSorted((a, b) => a.day.localeCompare(b.day))
    .slice(-DAYS);
  const lastUsedAt = known && known.lastUsedAt > when ? known.lastUsedAt : when;
  const bySecret = hash === undefined ? known?.bySecret : withUse(known?.bySecret, hash, when);
  draft.put(COLLECTION, { id, lastUsedAt, daily, ...(bySecret && { bySecret }) });
  draft.commit();
}

function withUse(
  known: Usage['bySecret'] = [],
  hash: string,
  when: string,
): NonNullable<Usage['bySecret']> {
  const before = known.find((use) => use.hash === hash);
  const instants = [when, before?.firstUsedAt ?? when, before?.lastUsedAt ?? when].toSorted();
  const use = { hash, firstUsedAt: instants[0] ?? when, lastUsedAt: instants.at(-1) ?? when };
  return [...known.filter((other) => other.hash !== hash), use];
}
