import { completeRecord, earlierRecordSchema } from '../../../shared/keys/api-key';
import { nameIdentity } from '../../../shared/keys/name-identity';
import { reconcile } from '../../../electron/sync/run/reconcile';
import { givesMore } from '../../../shared/keys/access';
import { readItems, writeRecord } from '../../../electron/sync/wire/wire-record';
import { keyId, someRecord } from '../../support/sample-keys';
import type { FuzzTarget } from '../target';
import { holds, holdsSame } from '../target';
import { memoryVault } from './memory-vault';

/** Never agreed on with the endpoint, so the endpoint must not widen them. */
export const LIMITED = [
  someRecord(1, { enabled: false, scopes: ['contacts:read'] }),
  someRecord(2, { allowedIps: ['10.0.0.0/8'], scopes: ['contacts:write', 'bots:read'] }),
  someRecord(3, { expiresAt: '2027-01-31T22:59:59.999Z' }),
];

/** Records as an endpoint lists them: a list of any values. */
export const wireRecords: FuzzTarget = {
  name: 'wire-records',
  property:
    'what an endpoint lists is no list, or each entry is a record that is written as it is read, a tombstone or named; a key that was never agreed on gains nothing',
  words: [
    'last_modified',
    'deleted',
    '*',
    'nothing:read',
    '0.0.0.0/0',
    '::/0',
    keyId(1),
    keyId(2),
    'Key 3',
  ],
  async check(input) {
    let items: unknown;
    try {
      items = JSON.parse(input.toString());
    } catch {
      return;
    }
    const read = Array.isArray(items) ? readItems({ items }) : null;
    if (read === null) return;
    for (const incoming of read) {
      if (incoming.kind !== 'record') continue;
      const { record, extra, id, lastModified } = incoming;
      holds(earlierRecordSchema.safeParse(record).success, 'a record is one');
      const sent = { ...writeRecord(completeRecord(record), extra), last_modified: lastModified };
      const again = readItems({ items: [JSON.parse(JSON.stringify(sent)) as unknown] })?.[0];
      holdsSame(
        again,
        { kind: 'record', id, lastModified, record: completeRecord(record), extra },
        'what is read of what is sent',
      );
    }
    const vault = memoryVault(LIMITED);
    const { drafts } = reconcile(vault, read, 'endpoint');
    await vault.commit(() => ({ ok: true, value: drafts }));
    const names = [...vault.keys.values()].map(({ record }) => nameIdentity(record.name));
    holds(new Set(names).size === names.length, 'no two keys have one name');
    for (const before of LIMITED) {
      const after = vault.keys.get(before.id)?.record;
      holds(!after || !givesMore(before, after), `${before.name} gained something`);
    }
  },
};
