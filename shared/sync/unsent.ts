/**
 * How a key differs from the endpoint's record: the endpoint does not have it, or has an earlier
 * version.
 */
export type Unsent = 'new' | 'changed';

/** The fields of a key's ledger entry that this rule reads. */
interface AgreedEntry {
  /** the version number of the agreed state; null: never agreed */
  lastModified: number | null;
  /** the agreed values of the fields that have changed here since */
  before?: object | undefined;
}

/**
 * The rule for unsent changes. The last use is not part of them: only the endpoint knows it.
 *
 * @param entry of an existing key; undefined when the ledger has none
 */
export function unsentOf(entry: AgreedEntry | undefined): Unsent | null {
  if (!entry || entry.lastModified === null) return 'new';
  const isChanged = Object.keys(entry.before ?? {}).some((field) => field !== 'lastUsedAt');
  return isChanged ? 'changed' : null;
}
