import { expect, it } from 'vitest';
import { adoptAddedFields } from '../../../../../electron/vault/state/adopt-added-fields';
import { VaultContent } from '../../../../../electron/vault/state/vault-content';
import type { JsonValue } from '../../../../../electron/lib/vault-port';
import type { ApiKeyRecord } from '../../../../../shared/keys/api-key';
import { keyId, storedKey } from '../../../../support/sample-keys';
import { AT } from '../../../../support/vault-parts';

const synced = (record: Partial<ApiKeyRecord>, extra: Record<string, JsonValue>) => {
  const entry = { id: keyId(1), lastModified: 7, extra };
  const content = new VaultContent({
    keys: [storedKey(1, record), storedKey(2)],
    ledger: { cursor: 7, entries: [entry] },
  });
  adoptAddedFields(content);
  return {
    record: content.keys.get(keyId(1))?.record,
    entry: content.ledger.entries.get(keyId(1)),
  };
};

it('fields that an app of version 1 did not know become those of the record', () => {
  const compromised = { at: '2026-11-23T09:12:00.000Z', reason: 'in a log' };
  const { record, entry } = synced({}, { owner: 'Ada', tags: ['crm'], compromised, team: 1 });
  expect(record).toMatchObject({ owner: 'Ada', tags: ['crm'], compromised, rotateEvery: null });
  expect(entry).toEqual({ id: keyId(1), lastModified: 7, extra: { team: 1 } });
});

it('the value of the record stays when it has one', () => {
  const { record, entry } = synced({ owner: 'Grace' }, { owner: 'Ada' });
  expect(record?.owner).toBe('Grace');
  expect(entry).toEqual({ id: keyId(1), lastModified: 7 });
});

it('a value of another type stays unknown', () => {
  const { record, entry } = synced({}, { owner: { team: 'sales' }, tags: 'crm', rotateEvery: -1 });
  expect(record).toMatchObject({ owner: '', tags: [], rotateEvery: null });
  expect(entry?.extra).toEqual({ owner: { team: 'sales' }, tags: 'crm', rotateEvery: -1 });
});

it('a ledger without such fields, and one of a key that is gone, change nothing', () => {
  expect(synced({}, { team: 1 }).entry?.extra).toEqual({ team: 1 });
  const content = new VaultContent({
    ledger: { cursor: 7, entries: [{ id: keyId(3), lastModified: 7, extra: { owner: 'Ada' } }] },
  });
  adoptAddedFields(content);
  expect(content.keys.size).toBe(0);
});

it('a replay that began before the fields were adopted ends with them', () => {
  const entry = { id: keyId(1), lastModified: 7 };
  const content = new VaultContent({
    keys: [storedKey(1)],
    ledger: { cursor: 7, entries: [{ ...entry, extra: { owner: 'Ada', tags: ['crm'] } }] },
  });
  const stamp = { at: AT, actor: 'tester', commitEnd: 10 };
  content.apply({
    ...stamp,
    sequence: 9,
    event: 'key.updated',
    keyId: keyId(1),
    change: { before: { tags: ['crm'] }, after: { tags: [] } },
  });
  content.apply({
    ...stamp,
    sequence: 10,
    event: 'sync.agreed',
    keyId: null,
    change: { entries: [{ ...entry, lastModified: 8 }] },
  });
  expect(content.keys.get(keyId(1))?.record).toMatchObject({ owner: 'Ada', tags: [] });
});
