import { useMemo } from 'react';
import type { ApiKey } from '../../../../shared/keys/api-key';
import type { KeyChange } from '../../../../shared/keys/key-change';
import { planChange } from '../../../../shared/keys/plan-change';
import type { Planned } from '../../../../shared/keys/plan-change';
import { ChangeJudge } from '../../../../shared/rules/change-judge';
import { refusedSteps } from '../../../../shared/rules/refused-steps';
import type { Violation } from '../../../../shared/rules/violation';
import { useRules } from '../../../bridge/rules';
import { useMinute } from '../../../ui/hooks/now';
import type { KeyIndex } from '../store/key-index';

interface ChangePlan {
  /** the planned changes, without those that a rule blocks */
  plan: readonly Planned<ApiKey>[];
  refused: readonly RefusedStep[];
}

export interface RefusedStep {
  key: ApiKey;
  violations: readonly Violation[];
}

/**
 * What a change does to the keys, by the rules of the vault. The main process judges again when it
 * is applied.
 *
 * @param change null while a value is missing
 */
export function useChangePlan(
  change: KeyChange | null,
  keys: readonly ApiKey[],
  index: KeyIndex,
): ChangePlan {
  const rules = useRules();
  const now = useMinute();
  const text = JSON.stringify(change);
  const whole = useMemo(
    () => (text === 'null' ? [] : planChange(JSON.parse(text) as KeyChange, keys)),
    // oxlint-disable-next-line react/preserve-manual-memoization -- the React Compiler is not in use
    [text, keys],
  );
  return useMemo(() => {
    const isStrict = rules && Object.values(rules.rules).some(({ mode }) => mode === 'block');
    if (!isStrict) return { plan: whole, refused: [] };
    const all = () => index.ordered('createdAt').map((entry) => entry.key);
    const steps = whole.flatMap((planned) =>
      planned.skipped === null
        ? [{ before: planned.key, after: { ...planned.key, ...planned.after } }]
        : [],
    );
    const blocked = refusedSteps(steps, new ChangeJudge(all, rules, now));
    return {
      plan: whole.filter(({ key }) => !blocked.has(key.id)),
      refused: whole.flatMap(({ key }) => {
        const violations = blocked.get(key.id);
        return violations ? [{ key, violations }] : [];
      }),
    };
  }, [whole, rules, now, index]);
}
