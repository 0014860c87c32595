import type { ApiKeyRecord } from '../keys/api-key';
import type { Failure } from '../lib/failure';
import type { RuleJudge } from './change-judge';
import { blocking } from './violations';
import type { Violation } from './violation';

interface JudgedChange {
  before: ApiKeyRecord | null;
  after: ApiKeyRecord;
}

/** How many names a failure lists. */
const MAX_NAMED = 5;

/**
 * The failure of a commit with changes that a rule blocks; null when no rule does. Call it inside
 * the commit, with all its changes: rules may look at several keys.
 */
export function refusalOf(changes: Iterable<JudgedChange>, judge: RuleJudge): Failure | null {
  const names: string[] = [];
  const broken = new Map<Violation['rule'], Violation>();
  let count = 0;
  for (const { before, after } of changes) {
    const found = blocking(judge.violations(before, after));
    if (found.length === 0) continue;
    count += 1;
    if (names.length < MAX_NAMED) names.push(before?.name ?? after.name);
    for (const violation of found) broken.set(violation.rule, violation);
  }
  return count === 0
    ? null
    : { code: 'rules-broken', names, count, violations: [...broken.values()] };
}
