import { isSecret } from '../../../../electron/keys/secret';
import type { PlainFile, ReadingChoices } from '../../../../electron/transfer/tables/plain-file';
import { datesIn, orderOf, readPlainFile } from '../../../../electron/transfer/tables/plain-file';
import { guessTable } from '../../../../electron/transfer/tables/guess-columns';
import type { Refusal } from '../../../../electron/transfer/refusal';
import type { RowKey } from '../../../../electron/transfer/cells/table-keys';
import { rowKeys } from '../../../../electron/transfer/cells/table-keys';

const NOW = Date.parse('2026-11-29T12:00:00.000Z');

/** Reads a file with the detected choices. */
export async function plainFile(
  content: string | Buffer,
  choices: ReadingChoices = {},
): Promise<PlainFile> {
  const read = await readPlainFile(Buffer.from(content as string), choices);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
}

/** Its rows as keys, with the guessed mapping. */
export async function keysIn(
  content: string | Buffer,
  choices: ReadingChoices = {},
): Promise<RowKey[]> {
  const { table } = await plainFile(content, choices);
  const mapping = guessTable(table);
  const dateOrder = orderOf(datesIn(table), mapping.expiresAt);
  return rowKeys(table, mapping, { environment: 'live', scopes: [], dateOrder }, isSecret, NOW);
}

export async function refusalOf(content: string | Buffer): Promise<Refusal | null> {
  const read = await readPlainFile(Buffer.from(content as string), {});
  return read.ok ? null : read.refusal;
}

/** The end of a day in the local zone. */
export const endOf = (year: number, month: number, day: number): string =>
  new Date(year, month - 1, day, 23, 59, 59, 999).toISOString();
