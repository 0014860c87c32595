import { createHash } from 'node:crypto';
import { canonicalJson } from '../../electron/vault/crypto/canonical-json';
import { seal } from '../../electron/vault/crypto/aead';
import type { Slot } from '../../electron/vault/format/keyslot-schema';
import type { VaultFile } from '../../electron/vault/format/snapshot-schema';
import { someDataKey, someFile } from './vault-parts';

/** A vault with this plaintext as its body, as an owner of the key can make. */
export function fileWithBody(plaintext: Uint8Array, sequence = 0, slots?: Slot[]): VaultFile {
  const { checksum: _, body: __, ...some } = someFile({}, slots);
  const header = { ...some, sequence };
  const checksum = createHash('sha256').update(canonicalJson(header)).digest('hex');
  const context = `ownchat-keys vault ${canonicalJson(header)}`;
  return { ...header, checksum, body: seal(someDataKey().for('snapshot'), plaintext, context) };
}
