import type { ActivityDetail } from '../activity/activity';
import { storedExceptionsSchema, storedRulesSchema } from './rule-schema';
import { EXCEPTIONS_SETTING, RULES_SETTING } from './rule-settings';
import { changedRules } from './rule-changes';

/**
 * What a change of the rules, or of the findings that a person accepted, says. They hold no secret,
 * and the record of a weakened rule must name it.
 *
 * @returns null for another setting, and for one of a newer version
 */
export function ruleDetail(
  name: unknown,
  value: unknown,
): Extract<ActivityDetail, { kind: 'rules' | 'exception' }> | null {
  if (name === RULES_SETTING) {
    const parsed = storedRulesSchema.safeParse(value);
    if (!parsed.success) return null;
    const { before, rules: after } = parsed.data;
    return { kind: 'rules', codes: changedRules(before, after), before, after };
  }
  if (name === EXCEPTIONS_SETTING) {
    const parsed = storedExceptionsSchema.safeParse(value);
    if (!parsed.success) return null;
    const { kind, exception } = parsed.data.change;
    return { kind: 'exception', change: kind, exception };
  }
  return null;
}
