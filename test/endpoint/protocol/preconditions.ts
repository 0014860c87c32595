import type { StoredRecord } from '../store/dataset';
import type { Call } from './call';
import { ERRNO, KintoError, invalid } from './kinto-error';

/** `If-Match` and `If-None-Match` of a request; timestamps in milliseconds. */
interface Preconditions {
  ifMatch: number | '*' | null;
  ifNoneMatch: number | '*' | null;
}

const etag = (timestamp: number): string => `"${timestamp}"`;

export function timestampHeaders(timestamp: number): Record<string, string> {
  return { ETag: etag(timestamp), 'Last-Modified': new Date(timestamp).toUTCString() };
}

function preconditionsOf({ headers }: Call): Preconditions {
  return {
    ifMatch: parse('If-Match', headers['if-match']),
    ifNoneMatch: parse('If-None-Match', headers['if-none-match']),
  };
}

function parse(name: string, value: string | undefined): number | '*' | null {
  if (value === undefined || value === '*') return value ?? null;
  const digits = /^"(\d{1,15})"$/.exec(value)?.[1];
  if (digits === undefined) throw invalid('header', name, `Invalid value for ${name}`);
  return Number(digits);
}

/** Whether the client has this state already, which is a 304. */
export function isNotModified(call: Call, timestamp: number): boolean {
  return preconditionsOf(call).ifNoneMatch === timestamp;
}

/**
 * Requires a precondition on a write. Kinto accepts writes without; this endpoint is stricter,
 * because a client that forgets it would overwrite unseen changes. `If-None-Match: *` suffices
 * where a record may be created.
 */
export function requirePrecondition(call: Call, { mayCreate }: { mayCreate: boolean }): void {
  const { ifMatch, ifNoneMatch } = preconditionsOf(call);
  if (ifMatch !== null || (mayCreate && ifNoneMatch === '*')) return;
  const needed = mayCreate ? 'If-Match or If-None-Match: *' : 'If-Match';
  throw new KintoError(428, ERRNO.missingParameters, `This request needs ${needed}.`, [
    { location: 'header', name: 'If-Match', description: 'Required' },
  ]);
}

/**
 * Throws 412 when the state differs from the client's. The existing record, if any, is in
 * `details.existing`. A deleted record does not exist, as in Kinto.
 *
 * @param state the record and its timestamp; without a record the collection's timestamp
 */
export function requireUnmodified(
  call: Call,
  state: { exists: boolean; timestamp: number; record?: StoredRecord },
): void {
  const { ifMatch, ifNoneMatch } = preconditionsOf(call);
  const refused =
    (ifNoneMatch === '*' && state.exists) ||
    (ifMatch !== null && !state.exists) ||
    (typeof ifMatch === 'number' && ifMatch !== state.timestamp);
  if (refused) throw modifiedMeanwhile(state.record, state.timestamp);
}

function modifiedMeanwhile(existing: StoredRecord | undefined, timestamp: number): KintoError {
  return new KintoError(
    412,
    ERRNO.modifiedMeanwhile,
    'Resource was modified meanwhile',
    existing && { existing },
    timestampHeaders(timestamp),
  );
}
