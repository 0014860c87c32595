import { describe, expect, it } from 'vitest';
import type { ActivityEvent } from '../../../../../electron/vault/format/events';
import type { LedgerEntry } from '../../../../../electron/vault/format/ledger-schema';
import { SyncLedger } from '../../../../../electron/vault/state/sync-ledger';
import { keyId, storedKey } from '../../../../support/sample-keys';
import { AT, deletedEvent } from '../../../../support/vault-parts';

const stamp = { sequence: 1, commitEnd: 1, at: AT, actor: 'tester' } as const;

const renamed = (before: string, after: string): ActivityEvent => ({
  ...stamp,
  event: 'key.updated',
  keyId: keyId(1),
  change: { before: { name: before }, after: { name: after } },
});
const agreed = (...entries: LedgerEntry[]): ActivityEvent => ({
  ...stamp,
  event: 'sync.agreed',
  keyId: null,
  change: { entries },
});

function ledgerAfter(...events: ActivityEvent[]): LedgerEntry | undefined {
  const ledger = new SyncLedger();
  for (const event of events) ledger.apply(event);
  // It round-trips through its stored form.
  expect(new SyncLedger(ledger.toBody()).entries).toEqual(ledger.entries);
  return ledger.entries.get(keyId(1));
}

describe('the agreed state of a key', () => {
  it('is kept while the local key differs, and dropped when it is equal again', () => {
    const entry = { id: keyId(1), lastModified: 5 };
    expect(ledgerAfter(agreed(entry), renamed('A', 'B'))?.before).toEqual({ name: 'A' });
    expect(ledgerAfter(agreed(entry), renamed('A', 'B'), renamed('B', 'C'))?.before).toEqual({
      name: 'A',
    });
    expect(ledgerAfter(agreed(entry), renamed('A', 'B'), renamed('B', 'A'))?.before).toEqual({});
  });

  it('is absent while the key is sent for the first time; the sent state is kept', () => {
    const entry = { id: keyId(1), lastModified: null, sent: {} };
    const changed = ledgerAfter(agreed(entry), renamed('A', 'B'));
    expect(changed).toEqual({ id: keyId(1), lastModified: null, sent: { name: 'A' } });
  });

  it('is not stored when there is nothing to store', () => {
    const sent = { id: keyId(1), lastModified: null, sent: {} };
    const refused = { id: keyId(1), lastModified: null };
    expect(ledgerAfter(agreed(sent), agreed(refused))).toBeUndefined();
    expect(ledgerAfter(renamed('A', 'B'))).toBeUndefined();
    expect(ledgerAfter(deletedEvent(1, storedKey(1)))).toBeUndefined();
  });

  it('does not follow a deleted key', () => {
    const entry = { id: keyId(1), lastModified: 5 };
    const { name } = storedKey(1).record;
    const gone = { id: keyId(1), lastModified: 5, deleted: 'here', name };
    const deleted = deletedEvent(1, storedKey(1));
    expect(ledgerAfter(agreed(entry), deleted)).toEqual(gone);
    expect(ledgerAfter(agreed(entry), deleted, renamed('A', 'B'))).toEqual(gone);
  });
});
