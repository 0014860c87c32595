import { LazyKeys } from '../../../electron/vault/format/lazy-keys';
import { BodyReader, writeBody } from '../../../electron/vault/format/snapshot-body';
import { VaultContent } from '../../../electron/vault/state/vault-content';
import type { VaultBody } from '../../../electron/vault/format/snapshot-schema';
import { unsealVaultFile } from '../../../electron/vault/format/snapshot-file';
import { someDataKey } from '../../support/vault-parts';
import type { FuzzTarget } from '../target';
import { holds, holdsSame } from '../target';
import { fileWithBody } from '../../support/sealed-body';

/** The plaintext of a snapshot, as written by an owner of the key. */
export const snapshotBody: FuzzTarget = {
  name: 'snapshot-body',
  property:
    'a sealed body is refused, or read to keys that are written and read again as the same, in pieces of any size',
  words: [
    '"record":{',
    '"sealedSecret":null',
    '],\n',
    '},\n{',
    '\n]}',
    '"logStart":',
    '"ledger":',
    '"usage":',
  ],
  async check(input) {
    const file = fileWithBody(input);
    const body = await unsealVaultFile(file, someDataKey());
    const unread = new LazyKeys();
    const lazily = await unsealVaultFile(file, someDataKey(), unread);
    if (body === null || lazily === null) return;
    const keys = readIfKeys(unread, lazily);
    if (keys === null) return;
    const written = Buffer.from(writeBody({ ...body, keys }), 'latin1');
    const again = await unsealVaultFile(fileWithBody(written), someDataKey());
    holds(again !== null, 'what was read is written so that it can be read');
    holdsSame(again, { ...body, keys }, 'what is read of what was written');
    holdsSame(inPieces(written), again, 'what is read in pieces');
  },
};

/** @returns null when the lines hold no keys, which is reported with a specific error */
function readIfKeys(unread: LazyKeys, lazily: VaultBody) {
  try {
    unread.newest(3);
    const content = new VaultContent(lazily, unread);
    return [...content.keys.values()];
  } catch (error) {
    holds(isOwnError(error), `an error of its own: ${String(error)}`);
    return null;
  }
}

const isOwnError = (error: unknown): boolean =>
  error instanceof Error && error.message === 'a line of a sealed snapshot is no key';

function inPieces(bytes: Buffer): unknown {
  const reader = new BodyReader();
  for (let at = 0; at < bytes.length; at += 7) reader.add(Buffer.from(bytes.subarray(at, at + 7)));
  return reader.end();
}
