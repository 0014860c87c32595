import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { DataKey } from '../crypto/data-key';

/** Bytes of the id that are drawn; the others say, to who has the data key, which vault it is of. */
const DRAWN = 8;

/**
 * An id for an export, of the form of any UUID: to anybody else it is a random one. The vault it was made of knows it
 * again, and has guesses at its passphrase wait and recorded like those at its own.
 */
export function exportId(dataKey: DataKey): string {
  return idOf(dataKey, randomBytes(DRAWN));
}

/** Whether an id is one that `exportId` has made with this data key. */
export function isExportId(dataKey: DataKey, id: string): boolean {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  const own = Buffer.from(idOf(dataKey, bytes.subarray(0, DRAWN)));
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
