import type { KeyField } from '../keys/key-rules';
import type { Scope } from '../keys/scopes';

/** The rules that an administrator may set, in the order of the Security check. */
export const RULE_CODES = [
  'forbidden-permissions',
  'addresses-required',
  'expiry-required',
  'max-lifetime',
  'rotate-every',
  'unused-for',
  'owner-required',
  'one-key-each',
  'name-pattern',
] as const;
export type RuleCode = (typeof RULE_CODES)[number];

/**
 * - `warn`: a key that breaks the rule is a finding, and the form says it.
 * - `block`: also, no change made here may let a key break the rule.
 */
export const RULE_MODES = ['off', 'warn', 'block'] as const;
export type RuleMode = (typeof RULE_MODES)[number];

interface Plain {
  mode: RuleMode;
}
interface InDays extends Plain {
  days: number;
}
interface AboutScopes extends Plain {
  /** `resource:read` also means `resource:write`, which includes it */
  scopes: Scope[];
}

/** Every rule with its parameter, which stays while the rule is off. */
export interface RuleSet {
  'forbidden-permissions': AboutScopes;
  'addresses-required': AboutScopes;
  'expiry-required': Plain;
  'max-lifetime': InDays;
  'rotate-every': InDays;
  'unused-for': InDays;
  'owner-required': Plain;
  'one-key-each': Plain;
  /** `*` stands for any characters, `?` for one */
  'name-pattern': Plain & { pattern: string };
}

export const MAX_RULE_DAYS = 3650;
export const PATTERN_LENGTH = 80;

/** The rules of a vault in which none was set. */
export const NO_RULES: RuleSet = {
  'forbidden-permissions': { mode: 'off', scopes: ['api-keys:write'] },
  'addresses-required': {
    mode: 'off',
    scopes: ['api-keys:write', 'settings:write', 'users:write'],
  },
  'expiry-required': { mode: 'off' },
  'max-lifetime': { mode: 'off', days: 365 },
  'rotate-every': { mode: 'off', days: 180 },
  'unused-for': { mode: 'off', days: 90 },
  'owner-required': { mode: 'off' },
  'one-key-each': { mode: 'off' },
  'name-pattern': { mode: 'off', pattern: '*' },
};

/** The field of a key with which a violation of the rule can be corrected; null: with none. */
export const FIELD_OF_RULE: Record<RuleCode, KeyField | null> = {
  'forbidden-permissions': 'scopes',
  'addresses-required': 'allowedIps',
  'expiry-required': 'expiresAt',
  'max-lifetime': 'expiresAt',
  'rotate-every': 'rotateEvery',
  'unused-for': null,
  'owner-required': 'owner',
  'one-key-each': 'integration',
  'name-pattern': 'name',
};

/** Some rules with their new settings. */
export type RuleChanges = Partial<RuleSet>;
