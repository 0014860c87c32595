import type { ChangeableKey } from '../keys/key-change';
import type { Planned } from '../keys/plan-change';
import type { ChangeJudge } from './change-judge';
import type { Violation } from './violation';
import type { RuledKey } from './violations';
import { blocking } from './violations';

/**
 * The keys of a plan whose change the rules block, with what each breaks. They are judged one after
 * the other, as the commit of the other keys is: a change that is not made does not count for the
 * next ones.
 *
 * @returns by id
 */
export function refusedSteps<K extends ChangeableKey & RuledKey>(
  plan: readonly Planned<K>[],
  judge: Pick<ChangeJudge, 'preview' | 'count'>,
): ReadonlyMap<string, readonly Violation[]> {
  const refused = new Map<string, readonly Violation[]>();
  for (const planned of plan) {
    if (planned.skipped !== null) continue;
    const { key } = planned;
    const after = { ...key, ...planned.after };
    const blocked = blocking(judge.preview(key, after));
    if (blocked.length > 0) refused.set(key.id, blocked);
    else judge.count(key, after);
  }
  return refused;
}
