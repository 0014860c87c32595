import { expect, it } from 'vitest';
import { OpenedExport } from '../../../../../electron/vault/transfer/export-file';
import { fileWithBody } from '../../../../support/sealed-body';
import { storedKey } from '../../../../support/sample-keys';
import { someDataKey } from '../../../../support/vault-parts';

const log = { sequence: 0, offset: 0, tag: '' };

it('a foreign export with malformed keys or seals is still read', async () => {
  const good = storedKey(1);
  const badSeal = { record: storedKey(2).record, sealedSecret: { tag: null } };
  const keys = [good, badSeal, null, 7, { record: null, sealedSecret: null }];
  const body = Buffer.from(JSON.stringify({ log, keys }));
  const opened = await OpenedExport.openWith(fileWithBody(body), someDataKey());
  if (opened === 'altered') throw new Error('the file opens');
  expect(opened.keys[0]).toEqual(good);
  expect(opened.keys[1]?.record).toEqual(badSeal.record);
  expect(opened.keys.map((key) => opened.openSecret(key))).toEqual(keys.map(() => null));
  expect(opened.keys.slice(2).map(({ record }) => record)).toEqual([{}, {}, {}]);
  opened.close();
});

it('a body that is not a vault’s is altered', async () => {
  const file = fileWithBody(Buffer.from('[1]'));
  expect(await OpenedExport.openWith(file, someDataKey())).toBe('altered');
});
