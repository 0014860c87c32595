/** How a key here differs from what the endpoint has: it does not know the key, or knows it as it was before. */
export type Unsent = 'new' | 'changed';

/** The fields of a key's ledger entry that this rule reads. */
interface AgreedEntry {
  /** the endpoint's number of the state that both sides agreed on; null: they have never agreed */
  lastModified: number | null;
  /** the agreed values of the fields that are different here since */
  before?: object | undefined;
}

/**
 * The one rule for what the endpoint has not got. When a key was last used is the endpoint's to say.
 *
 * @param entry of a key that is here; undefined when the ledger says nothing of it
 */
export function unsentOf(entry: AgreedEntry | undefined): Unsent | null {
  if (!entry || entry.lastModified === null) return 'new';
  const isChanged = Object.keys(entry.before ?? {}).some((field) => field !== 'lastUsedAt');
  return isChanged ? 'changed' : null;
}
