import { foldFindings } from '../../../shared/keys/fold-findings';
import { KeyCensus } from '../../../shared/keys/key-census';
import type { KeyFilter } from '../../../shared/keys/key-filter';
import { RISK_CODES } from '../../../shared/keys/risk-codes';
import type { RulesState } from '../../../shared/rules/rules-in-force';
import type { KeyIndex } from '../../features/keys/store/key-index';
import { screenTime } from '../../ui/hooks/now';

/** How many keys are looked at before other work may run. */
const PIECE = 2_000;

/**
 * The keys of a finding, as an address names it: as they are now. They stay the same while the
 * person works through them.
 *
 * @returns null for an unknown finding
 */
export function findKeys(name: string, index: KeyIndex, rules: RulesState): KeyFilter['finding'] {
  const code = RISK_CODES.find((each) => each === name);
  if (code === undefined) return null;
  const census = new KeyCensus(screenTime(), rules);
  for (const { key } of index.ordered('createdAt')) census.add(key);
  const found = census.risks.find((risk) => risk.code === code);
  return { code, keyIds: new Set(found?.keyIds) };
}

/**
 * The number of findings that need attention. Counts in pieces, because a hundred thousand keys
 * would hold up the window.
 *
 * @param now milliseconds since the epoch
 * @param pause resolves before the next piece: whether to go on
 * @returns null when the count was ended
 */
export async function countFindings(
  index: KeyIndex,
  rules: RulesState,
  now: number,
  pause: () => Promise<boolean>,
): Promise<number | null> {
  const census = new KeyCensus(now, rules);
  const entries = index.ordered('createdAt');
  for (let from = 0; from < entries.length; from += PIECE) {
    if (!(await pause())) return null;
    for (const { key } of entries.slice(from, from + PIECE)) census.add(key);
  }
  return foldFindings(census.risks).filter(({ severity }) => severity !== 'low').length;
}
