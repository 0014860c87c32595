import { KeyCensus } from '../../../shared/keys/key-census';
import type { RiskBasis, RiskKey } from '../../../shared/keys/risks';
import { whenIdle } from '../../ui/hooks/when-idle';

/** All keys of the vault, as the key store has them. */
export interface CheckedKeys {
  readonly size: number;
  get(id: string): { name: string } | undefined;
  ordered(column: 'createdAt'): readonly { readonly key: RiskKey }[];
}

/** How many keys are counted before other work may run: some milliseconds. */
const PIECE = 2_000;

/**
 * Counts keys in pieces, because a hundred thousand would hold up the window.
 *
 * @param now milliseconds since the epoch
 * @param isWanted asked before each piece
 * @returns null when the count is no longer wanted
 */
export async function countKeys(
  keys: CheckedKeys,
  basis: RiskBasis,
  now: number,
  isWanted: () => boolean,
): Promise<KeyCensus | null> {
  const census = new KeyCensus(now, basis);
  const entries = keys.ordered('createdAt');
  for (let from = 0; from < entries.length; from += PIECE) {
    await whenIdle();
    if (!isWanted()) return null;
    for (const { key } of entries.slice(from, from + PIECE)) census.add(key);
  }
  await whenIdle();
  if (!isWanted()) return null;
  // Orders the keys of each finding now, and not while a page is rendered.
  void census.risks;
  return census;
}
