import type { Scope } from '../keys/scopes';
import type { RuleMode } from './rule-set';

/** A broken rule, with what its words need. */
export type Broken =
  /** `scopes`: those that the key has and that the rule names */
  | { rule: 'forbidden-permissions' | 'addresses-required'; scopes: Scope[] }
  | { rule: 'expiry-required' | 'owner-required' | 'one-key-each' }
  | { rule: 'max-lifetime' | 'unused-for'; days: number }
  | { rule: 'rotate-every'; days: number; problem: 'not-set' | 'too-long' | 'overdue' }
  | { rule: 'name-pattern'; pattern: string };

/** A rule that a key breaks. */
export type Violation = Broken & { mode: Exclude<RuleMode, 'off'> };
