import { OpenedExport } from '../../../electron/vault/transfer/export-file';
import { decodeVaultFile, encodeVaultFile } from '../../../electron/vault/format/snapshot-file';
import { someDataKey } from '../../support/vault-parts';
import type { FuzzTarget } from '../target';
import { holds } from '../target';
import { importAll } from './import-parts';
import { fileWithBody } from '../../support/sealed-body';

/** The plaintext of another author's export with a known passphrase, without Argon2id. */
export const sealedExport: FuzzTarget = {
  name: 'sealed-export',
  property:
    'a file of somebody else is imported key by key: what is no key is named, and no key here gains anything unasked',
  words: [
    '"record":{',
    '"sealedSecret":null',
    '"enabled":true',
    '"expiresAt":null',
    '"allowedIps":[]',
    '"*"',
  ],
  async check(input) {
    const decoded = decodeVaultFile(encodeVaultFile(fileWithBody(input)), '');
    holds(decoded.ok, 'the file is one');
    const opened = await OpenedExport.openWith(decoded.value, someDataKey());
    if (opened === 'altered') return;
    await importAll(Buffer.from('{}'), 'x.ownchat-vault', opened);
  },
};
