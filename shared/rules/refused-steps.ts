import type { StepJudge } from './change-judge';
import type { Violation } from './violation';
import type { RuledKey } from './violations';
import { blocking } from './violations';

/**
 * The keys whose planned change the rules block, with what each breaks. They are judged one after
 * the other, as the commit of the other keys is: a change that is not made does not count for the
 * next ones.
 *
 * @returns by id
 */
export function refusedSteps(
  steps: Iterable<{ before: RuledKey; after: RuledKey }>,
  judge: StepJudge,
): ReadonlyMap<string, readonly Violation[]> {
  const refused = new Map<string, readonly Violation[]>();
  for (const { before, after } of steps) {
    const blocked = blocking(judge.preview(before, after));
    if (blocked.length > 0) refused.set(before.id, blocked);
    else judge.count(before, after);
  }
  return refused;
}
