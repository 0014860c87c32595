import { describe, expect, it } from 'vitest';
import { incomingKey } from '../../../../electron/transfer/review/incoming';
import { generateSecret, hashSecret } from '../../../../electron/keys/secret';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import { columnsOf } from '../../../../shared/reports/columns';
import { hintOf } from '../../../../shared/keys/secret-format';
import { reviewOf, sealedReviewOf, vaultOf } from '../../../support/import-review';
import { bytesOf, documentOf, request, sourceOfRecords } from '../../../support/report-parts';
import { someRecord } from '../../../support/sample-keys';

const OTHER = [{ field: 'secret', problem: 'other-environment' }];
const secret = generateSecret('test');
const record = (fields: Partial<ApiKeyRecord> = {}) =>
  someRecord(1, { hint: hintOf(secret), secretHash: hashSecret(secret), ...fields });

/** A report without some of its columns, as edited in a spreadsheet. */
async function reportOf(key: ApiKeyRecord, ...without: string[]): Promise<Buffer> {
  return bytesOf(
    await documentOf(sourceOfRecords([key]), {
      format: 'csv',
      columns: columnsOf('inventory')
        .map(({ id }) => id)
        .filter((id) => !without.includes(id)),
      options: { ...request().options, about: false },
    }),
  );
}

describe('a secret of the other environment', () => {
  it('in an encrypted file is reported, and not imported', () => {
    const sealedSecret = { nonce: '', ciphertext: '', tag: '' };
    const openSecret = () => Buffer.from(secret);
    const problemsOf = (fields: Partial<ApiKeyRecord>) =>
      incomingKey({ record: record(fields), sealedSecret }, openSecret, hashSecret).problems;
    expect(problemsOf({ environment: 'test' })).toEqual([]);
    expect(problemsOf({ environment: 'live' })).toEqual(OTHER);
    expect(problemsOf({ environment: 'live', hint: '' })).toEqual(OTHER);
    expect(problemsOf({ environment: 'test', hint: 'ock_live_abcd…wxyz' })).toEqual(OTHER);
  });

  it('is recognised by its hint when the encrypted file lacks the secret', async () => {
    const { found } = await sealedReviewOf(vaultOf([]), [record({ environment: 'live' })]);
    expect(found).toMatchObject([{ status: 'invalid', name: 'Key 1', problems: OTHER }]);
  });

  it('is reported with its line in a report whose environment was changed', async () => {
    const bytes = await reportOf(record({ environment: 'live' }));
    const { found } = await reviewOf(vaultOf([]), bytes);
    expect(found).toMatchObject([{ status: 'invalid', line: 2, problems: OTHER }]);
  });

  it('sets the environment of a row that has none', async () => {
    const bytes = await reportOf(record({ environment: 'test' }), 'environment');
    const { found } = await reviewOf(vaultOf([]), bytes);
    expect(found).toMatchObject([{ status: 'new', added: { environment: 'test' } }]);
    const file = `name,scopes,environment,secret\nA,tags:read,,${secret}\nB,tags:read,live,${generateSecret('test')}\n`;
    const rows = await reviewOf(vaultOf([]), file);
    expect(rows.found).toMatchObject([
      { status: 'new', added: { environment: 'test' } },
      { status: 'invalid', line: 3, problems: OTHER },
    ]);
  });

  it('does not belong to the existing key with the same id', async () => {
    const here = record({ environment: 'test' });
    const bytes = await reportOf({ ...here, environment: 'live' }, 'hint');
    const { found } = await reviewOf(vaultOf([here]), bytes);
    expect(found).toMatchObject([
      { status: 'invalid', line: 2, problems: [{ problem: 'of-another-key' }] },
    ]);
  });
});
