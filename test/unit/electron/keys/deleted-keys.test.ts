import { expect, it } from 'vitest';
import { restoreDrafts } from '../../../../electron/keys/deleted-keys';
import type { DeletedKey } from '../../../../electron/vault/format/events';
import { forgetfulVault, keyId, storedKey, valueOf } from '../../../support/some-key';
import { AT } from '../../../support/vault-parts';

it('restoring many keys looks through the deleted ones once', () => {
  const deleted = new Map<string, DeletedKey>(
    [1, 2, 3, 4].map((number) => [keyId(number), { ...storedKey(number), deletedAt: AT }]),
  );
  let passes = 0;
  const vault = {
    ...forgetfulVault(),
    get deleted() {
      passes += 1;
      return deleted;
    },
  };
  expect(valueOf(restoreDrafts(vault, [...deleted.keys()], 0))).toHaveLength(4);
  expect(passes).toBe(1);
});
