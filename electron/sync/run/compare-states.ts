import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { completeRecord } from '../../../shared/keys/api-key';
import { differences } from './draft-keys';
import type { LedgerEntry } from '../sync-vault';
import type { Incoming, IncomingRecord, NotRecord } from '../wire/wire-record';

/** How an endpoint's state of a record relates to the last agreed one. */
export type StateRelation =
  /** the agreed state */
  | 'agreed'
  /** later than the agreed state, or nothing was agreed yet */
  | 'news'
  /** earlier than the agreed state: the endpoint was rolled back, or its history rewritten */
  | 'older'
  /** other content under the agreed version number */
  | 'altered'
  /** a record under an agreed deletion */
  | 'returned';

/**
 * @param entry the ledger's entry of the key
 * @param mine the local key, or null
 */
export function relationOf(
  incoming: Incoming,
  entry: LedgerEntry | undefined,
  mine: ApiKeyRecord | null,
): StateRelation {
  const { kind, lastModified } = incoming;
  if (entry?.deleted === 'both') return ofDeleted(incoming, entry);
  if (!entry) return kind === 'tombstone' && !mine ? 'agreed' : 'news';
  const number = entry.lastModified;
  if (number === null || lastModified > number) return 'news';
  if (lastModified < number) return 'older';
  if (kind !== 'record' || entry.deleted === 'here' || !mine) {
    return kind === 'record' ? 'agreed' : 'news';
  }
  const { record } = inFull(incoming, entry, mine);
  return isSame(baseOf(mine, record, entry), record) ? 'agreed' : 'altered';
}

/**
 * An older client or server leaves out fields that it does not know: they have their agreed values,
 * so their absence changes nothing here.
 */
export function inFull<I extends Incoming>(
  incoming: I,
  entry: LedgerEntry | undefined,
  mine: ApiKeyRecord | null,
): I extends NotRecord ? I : IncomingRecord<ApiKeyRecord>;
export function inFull(
  incoming: Incoming,
  entry: LedgerEntry | undefined,
  mine: ApiKeyRecord | null,
): IncomingRecord<ApiKeyRecord> | NotRecord {
  if (incoming.kind !== 'record') return incoming;
  const agreed = mine ? { ...mine, ...entry?.before } : undefined;
  return { ...incoming, record: completeRecord(incoming.record, agreed) };
}

function ofDeleted({ kind, lastModified }: Incoming, { returned }: LedgerEntry): StateRelation {
  // It is reported as unreadable and proves nothing else.
  if (kind === 'invalid') return 'news';
  if (kind === 'tombstone') return returned ? 'news' : 'agreed';
  return returned?.lastModified === lastModified ? 'agreed' : 'returned';
}

/** The last agreed state. A request whose answer was lost but that was applied counts as agreed. */
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
