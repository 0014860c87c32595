import { KeyCensus } from '../../../shared/keys/key-census';
import type { Pacer } from '../pacer';
import { inPieces } from '../pacer';
import type { ReportKey } from './report-key';

/** How many keys are counted at a time. */
const PIECE = 100;

/** The statistics of the keys in a report. */
export async function censusOf(
  keys: readonly ReportKey[],
  now: number,
  pacer: Pacer,
): Promise<KeyCensus> {
  const census = new KeyCensus(now);
  await inPieces(keys, PIECE, pacer, (piece) => {
    for (const { record } of piece) census.add(record);
  });
  return census;
}
