import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { DataKey } from '../crypto/data-key';

/**
 * Random bytes of the id; the others are a MAC under the data key that links the id to its vault.
 */
const RANDOM_BYTES = 8;

/**
 * A UUID for an export. Without the data key it looks random. The vault recognises its own exports
 * by it, and throttles and records passphrase guesses at them like guesses at itself.
 */
export function exportId(dataKey: DataKey): string {
  return idOf(dataKey, randomBytes(RANDOM_BYTES));
}

/** Whether `exportId` made this id with this data key. */
export function isExportId(dataKey: DataKey, id: string): boolean {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  const own = Buffer.from(idOf(dataKey, bytes.subarray(0, RANDOM_BYTES)));
  const given = Buffer.from(id.toLowerCase());
  return given.length === own.length && timingSafeEqual(given, own);
}

function idOf(dataKey: DataKey, drawn: Buffer): string {
  const head = Buffer.from(drawn);
  // Version 4 and variant 1 of RFC 9562.
  head[6] = ((head[6] ?? 0) & 0x0f) | 0x40;
  const mark = createHmac('sha256', dataKey.for('export')).update(head).digest();
  mark[0] = ((mark[0] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.concat([head, mark]).toString('hex', 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
