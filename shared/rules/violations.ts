import type { ApiKeyRecord } from '../keys/api-key';
import { endOf, statusOf } from '../keys/key-status';
import { rotationDueAt } from '../keys/rotation-due';
import { levelFor, parseScope } from '../keys/scopes';
import type { Scope } from '../keys/scopes';
import { isLimited } from '../keys/ip-range';
import { assertNever } from '../lib/result';
import { integrationIdentity } from '../keys/integration-identity';
import { matchesPattern } from './name-pattern';
import { RULE_CODES } from './rule-set';
import type { RuleCode, RuleSet } from './rule-set';
import type { Broken, Violation } from './violation';

/** The fields of a key that the rules read. */
export type RuledKey = Pick<
  ApiKeyRecord,
  | 'id'
  | 'name'
  | 'integration'
  | 'environment'
  | 'scopes'
  | 'enabled'
  | 'expiresAt'
  | 'allowedIps'
  | 'owner'
  | 'rotateEvery'
  | 'createdAt'
  | 'secretCreatedAt'
  | 'lastUsedAt'
>;

/** What the rules must know of the other keys. */
export interface VaultFacts {
  /** whether another active key of this environment has the same integration */
  sharesIntegration: (key: RuledKey) => boolean;
  /** whether an endpoint reports usage: without it, every key looks unused */
  knowsUsage: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The rules that a key breaks, in their order. A key that does not work breaks none: it is judged
 * when it is made to work again.
 *
 * @param now milliseconds since the epoch
 */
export function violations(
  key: RuledKey,
  rules: RuleSet,
  now: number,
  facts: VaultFacts,
): Violation[] {
  if (statusOf(key, now).state !== 'active') return [];
  const found: Violation[] = [];
  for (const code of RULE_CODES) {
    const { mode } = rules[code];
    if (mode === 'off') continue;
    const broken = CHECKS[code](key, rules, now, facts);
    if (broken !== null) found.push({ ...broken, mode });
  }
  return found;
}

type Check = (key: RuledKey, rules: RuleSet, now: number, facts: VaultFacts) => Broken | null;

const CHECKS: Record<RuleCode, Check> = {
  'forbidden-permissions': (key, { 'forbidden-permissions': { scopes } }) => {
    const granted = scopes.filter((scope) => grants(key.scopes, scope));
    return granted.length > 0 ? { rule: 'forbidden-permissions', scopes: granted } : null;
  },
  'addresses-required': (key, { 'addresses-required': { scopes } }) => {
    if (isLimited(key.allowedIps)) return null;
    const granted = scopes.filter((scope) => grants(key.scopes, scope));
    return granted.length > 0 ? { rule: 'addresses-required', scopes: granted } : null;
  },
  'expiry-required': (key) => (key.expiresAt === null ? { rule: 'expiry-required' } : null),
  'max-lifetime': (key, { 'max-lifetime': { days } }) => {
    const since = Date.parse(key.secretCreatedAt ?? key.createdAt);
    // A date means the end of that day, so the last day counts as a whole.
    return endOf(key) - since > (days + 1) * DAY_MS ? { rule: 'max-lifetime', days } : null;
  },
  'rotate-every': (key, { 'rotate-every': { days } }, now) => {
    const problem = rotationProblem(key, days, now);
    return problem === null ? null : { rule: 'rotate-every', days, problem };
  },
  'unused-for': (key, { 'unused-for': { days } }, now, { knowsUsage }) => {
    const since = Date.parse(key.lastUsedAt ?? key.createdAt);
    return knowsUsage && now - since >= days * DAY_MS ? { rule: 'unused-for', days } : null;
  },
  'owner-required': (key) => (key.owner.trim() === '' ? { rule: 'owner-required' } : null),
  'one-key-each': (key, _, __, { sharesIntegration }) =>
    sharesIntegration(key) ? { rule: 'one-key-each' } : null,
  'name-pattern': (key, { 'name-pattern': { pattern } }) =>
    matchesPattern(key.name, pattern) ? null : { rule: 'name-pattern', pattern },
};

function rotationProblem(
  key: RuledKey,
  days: number,
  now: number,
): 'not-set' | 'too-long' | 'overdue' | null {
  if (key.rotateEvery === null) return 'not-set';
  if (key.rotateEvery > days) return 'too-long';
  return (rotationDueAt(key) ?? Number.POSITIVE_INFINITY) <= now ? 'overdue' : null;
}

/** Whether scopes grant one of a rule. An unknown one grants only itself. */
export function grants(scopes: readonly Scope[], wanted: Scope): boolean {
  if (scopes.includes(wanted)) return true;
  const parsed = parseScope(wanted);
  return parsed?.level === 'read' && levelFor(parsed.resource, scopes) !== null;
}

/**
 * The violations that a change makes: those that the key did not have before, and those that it has
 * more severely now. A new key is judged as a whole, and so is one that did not work before. A key
 * that broke a newer rule before can still be edited, disabled and narrowed.
 *
 * @param before null for a new key
 * @param facts without the key itself
 */
export function violationsBy(
  before: RuledKey | null,
  after: RuledKey,
  rules: RuleSet,
  now: number,
  facts: VaultFacts,
): Violation[] {
  const earlier = before === null ? [] : violations(before, rules, now, facts);
  return violations(after, rules, now, facts).filter((violation) => {
    // Only time makes a rotation overdue, and a rotation must stay possible.
    if (violation.rule === 'rotate-every' && violation.problem === 'overdue') return false;
    const known = earlier.find(({ rule }) => rule === violation.rule);
    return before === null || known === undefined || isWorse(known, violation, before, after);
  });
}

function isWorse(known: Violation, now: Violation, before: RuledKey, after: RuledKey): boolean {
  switch (now.rule) {
    case 'forbidden-permissions':
    case 'addresses-required': {
      const had = known.rule === now.rule ? known.scopes : [];
      return now.scopes.some(
        (scope) => !had.includes(scope) || (mayWrite(after, scope) && !mayWrite(before, scope)),
      );
    }
    case 'max-lifetime':
    case 'unused-for':
      return endOf(after) > endOf(before);
    case 'rotate-every':
      return intervalOf(after) > intervalOf(before);
    case 'one-key-each':
      return integrationIdentity(after.integration) !== integrationIdentity(before.integration);
    case 'name-pattern':
      return after.name !== before.name;
    case 'expiry-required':
    case 'owner-required':
      return false;
    default:
      return assertNever(now);
  }
}

/** Whether a key may write to the resource of a scope: a rule about reading means writing too. */
function mayWrite({ scopes }: RuledKey, scope: Scope): boolean {
  const parsed = parseScope(scope);
  return parsed !== null && levelFor(parsed.resource, scopes) === 'write';
}

const intervalOf = ({ rotateEvery }: RuledKey): number => rotateEvery ?? Number.POSITIVE_INFINITY;

/** The violations that forbid a change. */
export const blocking = (found: readonly Violation[]): Violation[] =>
  found.filter(({ mode }) => mode === 'block');
