import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moreAccess } from '../../../../shared/keys/access-change';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import type { ImportChoice } from '../../../../shared/transfer/transfer';
import type { ImportVault } from '../../../../electron/transfer/import-vault';
import { generateSecret, hashSecret } from '../../../../electron/keys/secret';
import { reviewOf, sealedReviewOf, vaultOf } from '../../../support/import-review';
import { someRecord } from '../../../support/sample-keys';

/** The hashes of a key's present and previous secret. */
const secretsOf = ({ secretHash, previousSecret }: ApiKeyRecord): string[] =>
  previousSecret ? [secretHash, previousSecret.hash] : [secretHash];

const openedBy = (hash: string, records: readonly ApiKeyRecord[]): string[] =>
  records.filter((each) => secretsOf(each).includes(hash)).map(({ id }) => id);

describe('an import without consent to more access', () => {
  const pick = <T>(...values: T[]) => fc.constantFrom(...values);
  const words = {
    status: pick('', 'active', 'inactive', 'yes', 'FALSE', 'expired', 'null'),
    expires: pick('', 'never', '2026-12-31', '31.01.2027', '1/2/2028', '2030-01-01T00:00:00Z', '-'),
    ips: pick(
      '',
      ';',
      '|',
      'any',
      '*',
      '10.0.0.0/8',
      '10.1.0.0/16',
      '0.0.0.0/0',
      '2001:db8::/32',
      'none',
    ),
    scopes: pick(
      '',
      ';',
      'contacts:read',
      'Contacts: Write',
      'Full access',
      'Reads everything',
      'contacts:read;tags:read',
    ),
    environment: pick('', 'live', 'test'),
  };
  const secrets = [generateSecret('live'), generateSecret('live'), generateSecret('live')];
  const hashes = secrets.map(hashSecret);
  const row = fc.record({
    name: pick('Leaked', 'LEAKED ', 'Other', 'Third', 'New'),
    ...words,
    secret: pick('', '', '', ...secrets),
  });
  const record = (number: number, name: string) =>
    fc
      .record({
        enabled: fc.boolean(),
        expiresAt: pick(null, '2026-01-01T00:00:00.000Z', '2027-06-01T00:00:00.000Z'),
        allowedIps: pick<string[]>([], ['10.0.0.0/8'], ['10.1.0.0/16', '192.0.2.0/24']),
        scopes: pick<string[]>(['contacts:read'], ['contacts:write', 'tags:read'], ['new:read']),
        environment: pick<'live' | 'test'>('live', 'test'),
        secretHash: pick(hashes[number] ?? '', 'cd'.repeat(32)),
        previousSecret: pick(
          null,
          ...hashes.map((hash) => ({ hash, validUntil: '2026-12-01T00:00:00.000Z' })),
        ),
      })
      .map((fields) =>
        someRecord(number, { name, ...fields, hint: `ock_${fields.environment}_abcd…wxyz` }),
      );
  const records = fc.tuple(record(0, 'Leaked'), record(1, 'Other'));
  const choice = pick<ImportChoice>('add', 'replace', 'replace', 'rename', 'skip');

  const expectNoMore = (before: readonly ApiKeyRecord[], vault: ImportVault) => {
    const after = [...vault.keys.values()].map((entry) => entry.record);
    for (const each of before) {
      const now = vault.keys.get(each.id)!.record;
      expect(moreAccess(each, now)).toEqual([]);
      expect(now.environment).toBe(each.environment);
      // Nor does one of its secrets open another key.
      for (const hash of secretsOf(each)) {
        const others = openedBy(hash, after).filter((id) => id !== each.id);
        expect(openedBy(hash, before)).toEqual(expect.arrayContaining(others));
      }
    }
  };

  it('never widens an existing key on any axis, with any plain file', async () => {
    await fc.assert(
      fc.asyncProperty(
        records,
        fc.array(row, { minLength: 1, maxLength: 4 }),
        fc.array(choice, { minLength: 4, maxLength: 4 }),
        async (before, rows, choices) => {
          const vault = vaultOf(before);
          const columns = Object.keys(rows[0] ?? {});
          const file = [columns, ...rows.map((each) => Object.values(each))];
          const { desk } = await reviewOf(vault, file.map((cells) => cells.join(',')).join('\n'), [
            'tags:read',
          ]);
          await desk.apply(
            rows.map((_, index) => ({ index, choice: choices[index] ?? 'replace' })),
          );
          expectNoMore(before, vault);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('never widens an existing key, with any encrypted file', async () => {
    const sealed = fc.oneof(
      record(0, 'Leaked'),
      record(1, 'Other'),
      record(0, 'Third'),
      record(2, 'New'),
    );
    await fc.assert(
      fc.asyncProperty(
        records,
        fc.array(sealed, { minLength: 1, maxLength: 4 }),
        fc.array(choice, { minLength: 4, maxLength: 4 }),
        async (before, keys, choices) => {
          const vault = vaultOf(before);
          const { desk, found } = await sealedReviewOf(vault, keys);
          await desk.apply(
            found.map(({ index }) => ({ index, choice: choices[index] ?? 'replace' })),
          );
          expectNoMore(before, vault);
        },
      ),
      { numRuns: 400 },
    );
  });
});
