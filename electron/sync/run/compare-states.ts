import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { differences } from './draft-keys';
import type { LedgerEntry } from '../sync-vault';
import type { Incoming } from '../wire/wire-record';

/** How a state that the endpoint tells stands to the one that was last agreed on. */
export type Standing =
  /** it is that state */
  | 'agreed'
  /** it came later, or nothing was agreed on yet */
  | 'news'
  /** something later was agreed on already: the endpoint has gone back, or somebody wrote into its past */
  | 'older'
  /** it has other content under the number that was agreed on */
  | 'altered'
  /** both sides had agreed that the key is deleted, and it lives there */
  | 'returned';

/**
 * @param entry what the ledger has of the key
 * @param mine the key here, or null
 */
export function standingOf(
  incoming: Incoming,
  entry: LedgerEntry | undefined,
  mine: ApiKeyRecord | null,
): Standing {
  const { kind, lastModified } = incoming;
  if (entry?.deleted === 'both') return ofDeleted(incoming, entry);
  if (!entry) return kind === 'tombstone' && !mine ? 'agreed' : 'news';
  const number = entry.lastModified;
  if (number === null || lastModified > number) return 'news';
  if (lastModified < number) return 'older';
  if (kind !== 'record' || entry.deleted === 'here' || !mine) {
    return kind === 'record' ? 'agreed' : 'news';
  }
  return isSame(baseOf(mine, incoming.record, entry), incoming.record) ? 'agreed' : 'altered';
}

function ofDeleted({ kind, lastModified }: Incoming, { returned }: LedgerEntry): Standing {
  // It is named as what cannot be read, and is no sign of anything else.
  if (kind === 'invalid') return 'news';
  if (kind === 'tombstone') return returned ? 'news' : 'agreed';
  return returned?.lastModified === lastModified ? 'agreed' : 'returned';
}

/** What both sides last agreed on; what was on its way and has arrived was agreed by that. */
export function baseOf(
  mine: ApiKeyRecord,
  theirs: ApiKeyRecord,
  entry: LedgerEntry | undefined,
): ApiKeyRecord | null {
  const sent = entry?.sent ? { ...mine, ...entry.sent } : null;
  if (isSame(sent, theirs)) return sent;
  return entry && entry.lastModified !== null ? { ...mine, ...entry.before } : null;
}

export const isSame = (a: ApiKeyRecord | null, b: ApiKeyRecord): boolean =>
  a !== null && Object.keys(differences(a, b).before).length === 0;
