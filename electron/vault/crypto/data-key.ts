import { hkdfSync, randomBytes } from 'node:crypto';

export const KEY_BYTES = 32;

const PURPOSES = ['snapshot', 'activity', 'secret', 'last-seen', 'export'] as const;
type Purpose = (typeof PURPOSES)[number];

/**
 * The random 256-bit key of a vault, and one HKDF-SHA256 subkey for each purpose. Only the subkeys
 * encrypt content.
 */
export class DataKey {
  readonly #bytes: Buffer;
  readonly #subkeys: Record<Purpose, Buffer>;

  /** Takes ownership of the buffer, which `destroy` zeroes. */
  constructor(bytes: Buffer, vaultId: string) {
    if (bytes.length !== KEY_BYTES) throw new Error('a data key has 32 bytes');
    this.#bytes = bytes;
    const derive = (purpose: Purpose) =>
      Buffer.from(hkdfSync('sha256', bytes, vaultId, `ownchat-keys 1 ${purpose}`, KEY_BYTES));
    this.#subkeys = {
      snapshot: derive('snapshot'),
      activity: derive('activity'),
      secret: derive('secret'),
      'last-seen': derive('last-seen'),
      export: derive('export'),
    };
  }

  static generate(vaultId: string): DataKey {
    return new DataKey(randomBytes(KEY_BYTES), vaultId);
  }

  /** The subkey for one purpose, 32 bytes. Not a copy: do not keep it. */
  for(purpose: Purpose): Buffer {
    return this.#subkeys[purpose];
  }

  /** The bytes to wrap in a slot. Not a copy: do not keep it. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Zeroes the key and its subkeys. Unsealing with this object fails afterwards. */
  destroy(): void {
    this.#bytes.fill(0);
    for (const purpose of PURPOSES) this.#subkeys[purpose].fill(0);
  }
}
