import { describe, expect, it } from 'vitest';
import type { ActivityEvent } from '../../../../../electron/vault/format/events';
import type { LedgerEntry } from '../../../../../electron/vault/format/ledger-schema';
import { SyncLedger } from '../../../../../electron/vault/state/sync-ledger';
import { keyId, storedKey } from '../../../../support/some-key';
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
  // What is read back from the vault says the same.
  expect(new SyncLedger(ledger.toBody()).entries).toEqual(ledger.entries);
  return ledger.entries.get(keyId(1));
}

describe('what was agreed with the endpoint about a key', () => {
  it('is kept while it differs here, and no longer when it is the same again', () => {
    const entry = { id: keyId(1), lastModified: 5 };
    expect(ledgerAfter(agreed(entry), renamed('A', 'B'))?.before).toEqual({ name: 'A' });
    expect(ledgerAfter(agreed(entry), renamed('A', 'B'), renamed('B', 'C'))?.before).toEqual({
      name: 'A',
    });
    expect(ledgerAfter(agreed(entry), renamed('A', 'B'), renamed('B', 'A'))?.before).toEqual({});
  });

  it('is nothing of a key that is on its way for the first time: what was sent is kept', () => {
    const entry = { id: keyId(1), lastModified: null, sent: {} };
    const changed = ledgerAfter(agreed(entry), renamed('A', 'B'));
    expect(changed).toEqual({ id: keyId(1), lastModified: null, sent: { name: 'A' } });
  });

  it('is not remembered where there is nothing to tell', () => {
    const sent = { id: keyId(1), lastModified: null, sent: {} };
    const refused = { id: keyId(1), lastModified: null };
    expect(ledgerAfter(agreed(sent), agreed(refused))).toBeUndefined();
    expect(ledgerAfter(renamed('A', 'B'))).toBeUndefined();
    expect(ledgerAfter(deletedEvent(1, storedKey(1)))).toBeUndefined();
  });

  it('does not follow a key that is deleted', () => {
    const entry = { id: keyId(1), lastModified: 5 };
    const { name } = storedKey(1).record;
    const gone = { id: keyId(1), lastModified: 5, deleted: 'here', name };
    const deleted = deletedEvent(1, storedKey(1));
    expect(ledgerAfter(agreed(entry), deleted)).toEqual(gone);
    expect(ledgerAfter(agreed(entry), deleted, renamed('A', 'B'))).toEqual(gone);
  });
});
