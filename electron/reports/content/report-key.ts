import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { makeTest, NO_FILTER, searchedOf } from '../../../shared/keys/key-filter';
import { endOf, statusAt } from '../../../shared/keys/key-status';
import type { StatusChoice } from '../../../shared/keys/key-status';
import type { ReportScope } from '../../../shared/reports/report';
import { assertNever } from '../../../shared/lib/result';
import { integrationIdentity } from '../../../shared/keys/integration-identity';
import type { Pacer } from '../pacer';
import { inPieces } from '../pacer';

/** A key in reports: its record and derived values. Never a secret, sealed or not. */
export interface ReportKey {
  record: ApiKeyRecord;
  hasSecret: boolean;
  status: StatusChoice;
  /** milliseconds since the epoch; infinity without an expiry */
  expiresAt: number;
}

/** The part of a vault's key that reports read. */
export interface VaultKey {
  record: ApiKeyRecord;
  sealedSecret: unknown;
}

export function reportKey({ record, sealedSecret }: VaultKey, now: number): ReportKey {
  const expiresAt = endOf(record);
  const status = statusAt(record.enabled, expiresAt, now);
  return { record, hasSecret: sealedSecret !== null, status, expiresAt };
}

/** Whether a key belongs to the scope of a report. */
export function scopeTest(scope: ReportScope, now: number): (key: ReportKey) => boolean {
  switch (scope.kind) {
    case 'all':
      return () => true;
    case 'selection': {
      const ids = new Set(scope.ids);
      return ({ record }) => ids.has(record.id);
    }
    case 'integration': {
      const wanted = integrationIdentity(scope.integration);
      return ({ record }) => integrationIdentity(record.integration) === wanted;
    }
    case 'filter': {
      const test = makeTest({ ...NO_FILTER, query: scope.filter }, false, now);
      return ({ record, expiresAt }) =>
        test === null || test({ key: record, ...searchedOf(record), expiresAt });
    }
    default:
      return assertNever(scope);
  }
}

/**
 * A snapshot of the keys in a scope, ordered by id. Ids begin with the creation time, so vaults
 * with the same keys have the same order.
 */
export async function selectKeys(
  all: Iterable<VaultKey>,
  test: (key: ReportKey) => boolean,
  now: number,
  pacer: Pacer,
): Promise<ReportKey[]> {
  const selected: ReportKey[] = [];
  // A vault that was locked meanwhile looks empty.
  pacer.signal.throwIfAborted();
  const inOrder = [...all].toSorted((a, b) => (a.record.id < b.record.id ? -1 : 1));
  await inPieces(inOrder, 100, pacer, (piece) => {
    for (const stored of piece) {
      const key = reportKey(stored, now);
      if (test(key)) selected.push(key);
    }
  });
  return selected;
}
