import type { z } from 'zod';
import { storedExceptionsSchema, storedRulesSchema } from '../../shared/rules/rule-schema';
import { EXCEPTIONS_SETTING, RULES_SETTING } from '../../shared/rules/rule-settings';
import { NO_RULES } from '../../shared/rules/rule-set';
import type { RulesState } from '../../shared/rules/rules-in-force';

/** What the vault stores under that name; `unreadable` when this version does not understand it. */
function stored<T>(
  settings: ReadonlyMap<string, unknown>,
  name: string,
  schema: z.ZodType<T>,
): T | null | 'unreadable' {
  const value = settings.get(name);
  if (value === undefined || value === null) return null;
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : 'unreadable';
}

/**
 * The rules and exceptions of a vault. What a newer version has stored, and this one does not
 * understand, is not applied and never overwritten.
 */
export function rulesOf({
  settings,
}: {
  readonly settings: ReadonlyMap<string, unknown>;
}): RulesState {
  const rules = stored(settings, RULES_SETTING, storedRulesSchema);
  const exceptions = stored(settings, EXCEPTIONS_SETTING, storedExceptionsSchema);
  return {
    rules: rules === null || rules === 'unreadable' ? NO_RULES : rules.rules,
    exceptions: exceptions === null || exceptions === 'unreadable' ? [] : exceptions.exceptions,
    isReadable: rules !== 'unreadable' && exceptions !== 'unreadable',
  };
}
