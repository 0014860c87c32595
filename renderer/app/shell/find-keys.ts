import { KeyCensus } from '../../../shared/keys/key-census';
import type { KeyFilter } from '../../../shared/keys/key-filter';
import { RISK_CODES } from '../../../shared/keys/risk-codes';
import type { RulesState } from '../../../shared/rules/rules-in-force';
import type { KeyIndex } from '../../features/keys/store/key-index';
import { screenTime } from '../../ui/hooks/now';
import { knownCounts } from './key-counts';
import type { CountBasis } from './key-counts';

/**
 * The keys of a finding, as an address names it: as they are now. They stay the same while the
 * person works through them.
 *
 * @returns null for an unknown finding
 */
export function findKeys(name: string, index: KeyIndex, rules: RulesState): KeyFilter['finding'] {
  const code = RISK_CODES.find((each) => each === name);
  if (code === undefined) return null;
  const basis = { index, rules, now: screenTime() };
  const census = knownCounts(basis) ?? countNow(basis);
  const found = census.risks.find((risk) => risk.code === code);
  return { code, keyIds: new Set(found?.keyIds) };
}

function countNow({ index, rules, now }: CountBasis): KeyCensus {
  const census = new KeyCensus(now, rules);
  for (const { key } of index.ordered('createdAt')) census.add(key);
  return census;
}
