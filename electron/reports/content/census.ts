import { KeyCensus } from '../../../shared/keys/key-census';
import type { RiskBasis } from '../../../shared/keys/risks';
import type { Pacer } from '../pacer';
import { inPieces } from '../pacer';
import type { ReportKey } from './report-key';

/** How many keys are counted at a time. */
const PIECE = 100;

/**
 * The statistics of the keys in a report.
 *
 * @param basis the rules of the vault, and whether it knows usage, which a part of its keys cannot tell
 */
export async function censusOf(
  keys: readonly ReportKey[],
  now: number,
  pacer: Pacer,
  basis: RiskBasis,
): Promise<KeyCensus> {
  const census = new KeyCensus(now, basis);
  await inPieces(keys, PIECE, pacer, (piece) => {
    for (const { record } of piece) census.add(record);
  });
  return census;
}
