import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../electron/vault/crypto/canonical-json';
import { readExport } from '../../../electron/vault/transfer/export-file';
import type { VaultFile } from '../../../electron/vault/format/snapshot-schema';
import { decodeVaultFile, encodeVaultFile } from '../../../electron/vault/format/snapshot-file';
import type { FuzzTarget } from '../target';
import { holds, holdsSame } from '../target';
import { noThrottle } from '../../support/no-throttle';

/** The bounds of a passphrase slot's cost: below is too weak, above freezes the computer. */
const MEMORY_KIB = [19 * 1024, 1024 * 1024] as const;
const PASSES = [2, 20] as const;

const REFUSALS = ['vault-truncated', 'vault-altered', 'vault-newer-version', 'vault-kdf-refused'];

/** The plain text of `vault.json` and of an export. */
export const vaultHeader: FuzzTarget = {
  name: 'vault-header',
  property:
    'the text of vault.json is refused by name, or read to the same text, and no cost outside the limits is accepted',
  words: [
    '"type":"keychain"',
    '"slots":[]',
    '"version":3',
    '"ciphertext":"',
    '}\n',
    '"kdf":{',
    'argon2id',
  ],
  check(input) {
    checkText(input);
    const text = withRightChecksum(input);
    if (text) checkText(text);
  },
};

function checkText(text: Buffer): void {
  const decoded = decodeVaultFile(text, '/vault.json');
  const asExport = readExport(text, noThrottle);
  holds(decoded.ok === 'file' in asExport, 'a vault and an export are read alike');
  if (!decoded.ok) {
    holds(REFUSALS.includes(decoded.failure.code), `refused as ${decoded.failure.code}`);
    return;
  }
  for (const slot of decoded.value.slots) {
    if (slot.type !== 'passphrase') continue;
    const { memoryKiB, iterations } = slot.kdf;
    holds(memoryKiB >= MEMORY_KIB[0] && memoryKiB <= MEMORY_KIB[1], 'memory of a slot');
    holds(iterations >= PASSES[0] && iterations <= PASSES[1], 'passes of a slot');
  }
  const again = decodeVaultFile(encodeVaultFile(decoded.value), '/vault.json');
  holds(again.ok, 'what was read can be written and read again');
  // A ciphertext may be any text; its tag is checked later.
  holdsSame(withoutBody(again.value), withoutBody(decoded.value), 'what is read of what was read');
}

const withoutBody = ({ body, ...rest }: VaultFile) => ({
  ...rest,
  tag: body.tag,
  nonce: body.nonce,
});

/** The same file with a correct header checksum, so that later checks run too. */
function withRightChecksum(input: Buffer): Buffer | null {
  try {
    const {
      checksum: _,
      body,
      ...header
    } = JSON.parse(input.toString()) as Record<string, unknown>;
    const checksum = createHash('sha256').update(canonicalJson(header)).digest('hex');
    return Buffer.from(`${JSON.stringify({ ...header, checksum, body })}\n`);
  } catch {
    return null;
  }
}
