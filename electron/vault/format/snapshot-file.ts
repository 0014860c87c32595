import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Failure } from '../../../shared/lib/failure';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import { readAs } from '../../lib/read-as';
import { seal, unsealPieces } from '../crypto/aead';
import { areAcceptableCosts } from '../crypto/argon2id';
import { canonicalJson } from '../crypto/canonical-json';
import type { DataKey } from '../crypto/data-key';
import { AsciiSlice } from './ascii-slice';
import type { StoredKey } from './events';
import { SLOT_TYPES } from './keyslot-schema';
import type { LazyKeys } from './lazy-keys';
import { isKey } from './lazy-keys';
import { FORMAT_VERSION, migrateKey } from './migrations';
import { BodyReader, writeBody } from './snapshot-body';
import {
  bodySchema,
  envelopeSchema,
  FORMAT,
  MAX_OF_A_TYPE,
  MAX_SLOTS,
  vaultFileSchema,
} from './snapshot-schema';
import type { VaultBody, VaultFile, VaultHeader } from './snapshot-schema';

/** By default zod compiles each schema first, which takes longer than parsing one header. */
const WITHOUT_COMPILING = { jitless: true };

const headerOf = (file: VaultFile): VaultHeader => {
  const { checksum: _, body: __, ...header } = file;
  return header;
};

const bodyContext = (header: VaultHeader): string => `ownchat-keys vault ${canonicalJson(header)}`;

const checksumOf = (header: VaultHeader): string =>
  createHash('sha256').update(canonicalJson(header)).digest('hex');

/** Seals a body and authenticates the header with it. */
export function sealVaultFile(
  header: Omit<VaultHeader, 'format' | 'version' | 'sequence'>,
  body: VaultBody,
  dataKey: DataKey,
): VaultFile {
  const whole: VaultHeader = {
    format: FORMAT,
    version: FORMAT_VERSION,
    vaultId: header.vaultId,
    createdAt: header.createdAt,
    slots: header.slots,
    ...(header.slotsSince !== undefined && { slotsSince: header.slotsSince }),
    sequence: body.log.sequence,
  };
  const plaintext = Buffer.from(writeBody(body), 'latin1');
  const sealed = sealBody(whole, plaintext, dataKey);
  plaintext.fill(0);
  return sealed;
}

const sealBody = (header: VaultHeader, plaintext: Buffer, dataKey: DataKey): VaultFile => ({
  ...header,
  checksum: checksumOf(header),
  body: seal(dataKey.for('snapshot'), plaintext, bodyContext(header)),
});

/**
 * @param unread collects the keys when the body has them on lines; `keys` of the result is then
 * empty
 * @returns the body, or null when it was not sealed with this key under this header
 */
export async function unsealVaultFile(
  file: VaultFile,
  dataKey: DataKey,
  unread: LazyKeys | null = null,
): Promise<VaultBody | null> {
  const reader = new BodyReader(unread);
  const unsealing = piecesOf(file, dataKey);
  try {
    let step = unsealing.next();
    for (; step.done !== true; step = unsealing.next()) {
      reader.add(step.value);
      step.value.fill(0);
      // A large vault takes long. The main process also serves the page, so yield between pieces.
      await setImmediate();
    }
    if (!step.value) return null;
    const parsed = readAs(bodySchema, reader.end(), WITHOUT_COMPILING);
    if (!parsed.success) return null;
    const { keys } = parsed.data;
    // Keys that are not on lines of their own are parsed at once; check them as `LazyKeys` would.
    if (unread !== null && !keys.every(isKey)) return null;
    if (file.version === FORMAT_VERSION) return parsed.data;
    const migrated = keys.map((key) => migrateKey(key, file.version) as StoredKey);
    return { ...parsed.data, keys: migrated };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * Seals the body of a file again, under the same data key but with other keyslots in the header.
 * The body keeps its version.
 *
 * @returns null when the body was not sealed with this key under its header
 */
export function resealVaultFile(
  file: VaultFile,
  { slots, slotsSince }: Pick<VaultHeader, 'slots' | 'slotsSince'>,
  dataKey: DataKey,
): VaultFile | null {
  const pieces: Buffer[] = [];
  const unsealing = piecesOf(file, dataKey);
  let step = unsealing.next();
  for (; step.done !== true; step = unsealing.next()) pieces.push(step.value);
  const plaintext = Buffer.concat(pieces);
  for (const piece of pieces) piece.fill(0);
  if (!step.value) return null;
  const { sequence, slots: _, slotsSince: __, ...start } = headerOf(file);
  const since = slotsSince === undefined ? {} : { slotsSince };
  const sealed = sealBody({ ...start, slots, ...since, sequence }, plaintext, dataKey);
  plaintext.fill(0);
  return sealed;
}

/** Whether the body was sealed with this key under this header. */
export function opensWith(file: VaultFile, dataKey: DataKey): boolean {
  const unsealing = piecesOf(file, dataKey);
  let step = unsealing.next();
  for (; step.done !== true; step = unsealing.next()) step.value.fill(0);
  return step.value;
}

const piecesOf = (file: VaultFile, dataKey: DataKey): Generator<Buffer, boolean> =>
  unsealPieces(dataKey.for('snapshot'), file.body, bodyContext(headerOf(file)));

/** The text of `vault.json`. The final line feed marks the file as complete. */
export const encodeVaultFile = (file: VaultFile): Buffer =>
  Buffer.from(`${JSON.stringify(file)}\n`);

/**
 * Reads the parts of `vault.json` that need no key.
 *
 * @param path only for the failure
 * @returns `vault-truncated`, `vault-altered`, `vault-newer-version` or `vault-kdf-refused` when
 * the file is not good
 */
export function decodeVaultFile(bytes: Buffer, path: string): Result<VaultFile> {
  if (!bytes.subarray(-2).equals(Buffer.from('}\n')))
    return fail({ code: 'vault-truncated', path });
  const altered: Failure = { code: 'vault-altered', path };
  const refused: Failure = { code: 'vault-kdf-refused', path };
  let json: unknown;
  try {
    json = parseAround(bytes);
  } catch {
    return fail(altered);
  }
  const envelope = readAs(envelopeSchema, json, WITHOUT_COMPILING);
  if (!envelope.success) return fail(altered);
  const { version, slots } = envelope.data;
  if (version > FORMAT_VERSION) return fail({ code: 'vault-newer-version', path, version });
  if (Array.isArray(slots) && slots.length > MAX_SLOTS) return fail(refused);
  const parsed = readAs(vaultFileSchema, json, WITHOUT_COMPILING);
  if (!parsed.success || parsed.data.checksum !== checksumOf(headerOf(parsed.data))) {
    return fail(altered);
  }
  return hasAcceptableSlots(parsed.data) ? ok(parsed.data) : fail(refused);
}

const CIPHERTEXT = '"ciphertext":"';

/** Without the ciphertext even a large vault has a few kilobytes; a limit keeps parsing short. */
const MAX_PARSED_BYTES = 32 * 1024 * 1024;

/**
 * Parses the text without its ciphertext, and adds it back as a slice. Base64 needs no parsing and
 * is nearly all of a large vault. The tag validates it.
 *
 * @throws when it is not JSON in UTF-8, or is too long without the ciphertext
 */
function parseAround(bytes: Buffer): unknown {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const begin = bytes.lastIndexOf(CIPHERTEXT) + CIPHERTEXT.length;
  const end = bytes.indexOf('"', begin);
  const parseAll = () => {
    if (bytes.length > MAX_PARSED_BYTES) throw new Error('no vault has so much to parse');
    return JSON.parse(decoder.decode(bytes)) as unknown;
  };
  if (begin < CIPHERTEXT.length || end === -1) return parseAll();
  if (bytes.length - (end - begin) > MAX_PARSED_BYTES) throw new Error('no vault has such a head');
  const frame = Buffer.concat([bytes.subarray(0, begin), bytes.subarray(end)]);
  const json = JSON.parse(decoder.decode(frame)) as { body?: { ciphertext?: unknown } } | null;
  if (json?.body?.ciphertext !== '') return parseAll();
  json.body.ciphertext = new AsciiSlice(bytes.subarray(begin, end));
  return json;
}

function hasAcceptableSlots({ slots }: VaultFile): boolean {
  const isFew = SLOT_TYPES.every(
    (type) => slots.filter((slot) => slot.type === type).length <= MAX_OF_A_TYPE,
  );
  const costs = slots.flatMap((slot) => {
    if (slot.type !== 'passphrase') return [];
    const { memoryKiB, iterations, parallelism } = slot.kdf;
    return [{ memoryKiB, iterations, parallelism }];
  });
  return isFew && areAcceptableCosts(costs);
}
