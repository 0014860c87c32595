import { acceptedKeys } from '../rules/exceptions';
import { ruleFinding } from '../rules/rule-finding';
import { RULE_CODES } from '../rules/rule-set';
import type { RulesInForce } from '../rules/rules-in-force';
import { NOTHING_IN_FORCE } from '../rules/rules-in-force';
import { violations } from '../rules/violations';
import type { RuledKey } from '../rules/violations';
import type { ApiKey, ApiKeyRecord } from './api-key';
import { isLimited } from './ip-range';
import { integrationIdentity, integrationPlace } from './integration-identity';
import { graceEndOf } from './grace-period';
import { endOf, endSpanOf, statusAt } from './key-status';
import type { EndSpan, StatusChoice } from './key-status';
import { CHECK_CODES, RISK_CODES, SEVERITY } from './risk-codes';
import type { RiskCode, RiskSeverity } from './risk-codes';
import { rotationDueAt } from './rotation-due';
import { hasFullAccess, levelFor, parseScope } from './scopes';

/** One finding with its keys, the most urgent first: at least one. */
export interface Risk {
  code: RiskCode;
  severity: RiskSeverity;
  keyIds: readonly string[];
}

/** The fields of a key that the checks and the rules read. */
export type RiskKey = RuledKey &
  Pick<ApiKey, 'updatedAt' | 'compromised'> & {
    /** of a key as the page sees it */
    graceUntil?: string | undefined;
    /** of a whole record */
    previousSecret?: ApiKeyRecord['previousSecret'];
  };

/** What the findings are based on, besides the keys. */
export interface RiskBasis extends RulesInForce {
  /**
   * whether an endpoint reports usage, so that a key can be called unused. Without it, the searched
   * keys tell: give it when they are a part of all keys
   */
  knowsUsage?: boolean | undefined;
}

/** An active key that was not used for this long is unused. */
export const UNUSED_DAYS = 90;
/** A key that was never used becomes a finding after this many days. */
export const NEVER_USED_DAYS = 30;
/** A disabled key without a change for this long is a finding. */
export const DISABLED_DAYS = 90;
/** The number of writable resources from which a key counts as broad. */
const MANY_WRITE_SCOPES = 8;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Write access to these gives power over the workspace. */
const POWERFUL = ['api-keys', 'settings', 'users', 'integrations', 'conversations-delete'];

/** These say nothing while no endpoint reports usage. */
const NEED_USAGE: ReadonlySet<RiskCode> = new Set(['never-used', 'rule-unused-for']);

interface Found {
  id: string;
  /** the lower, the more urgent */
  order: number;
}

/**
 * Finds risks among the keys, and keys that break a rule. Call it key by key, so that a hundred
 * thousand of them do not block the page. Pure: the same keys, rules and clock give the same
 * findings.
 */
export class RiskSearch {
  readonly #now: number;
  readonly #basis: RiskBasis;
  readonly #found = new Map<RiskCode, Found[]>();
  readonly #byIntegration = new Map<string, Found[]>();
  #hasUsage = false;

  /** @param now milliseconds since the epoch */
  constructor(now: number, basis: RiskBasis = NOTHING_IN_FORCE) {
    this.#now = now;
    this.#basis = basis;
  }

  add(key: RiskKey): void {
    const now = this.#now;
    if (key.lastUsedAt !== null) this.#hasUsage = true;
    const end = endOf(key);
    const status = statusAt(key.enabled, end, now);
    const writes = writeCount(key.scopes);
    const note = (code: RiskCode) =>
      push(this.#found, code, { id: key.id, order: orderOf(code, key, writes) });
    for (const code of ownRisks(key, now, status, end, writes)) note(code);
    if (status !== 'active') return;
    for (const { rule } of violations(key, this.#basis.rules, now, ALONE)) note(ruleFinding(rule));
    const place = integrationPlace(key);
    if (place !== null) push(this.#byIntegration, place, { id: key.id, order: -writes });
  }

  /** All keys of each finding, also the accepted ones. */
  #all(): ReadonlyMap<RiskCode, readonly string[]> {
    const shared = [...this.#byIntegration.values()].filter((keys) => keys.length > 1).flat();
    const all = new Map(this.#found);
    if (shared.length > 0) {
      all.set('shared-integration', shared);
      if (this.#basis.rules['one-key-each'].mode !== 'off') all.set('rule-one-key-each', shared);
    }
    if (!(this.#basis.knowsUsage ?? this.#hasUsage)) {
      for (const code of NEED_USAGE) all.delete(code);
    }
    return new Map([...all].map(([code, found]) => [code, inOrder(found)]));
  }

  /**
   * Call it after all keys: the findings, the most severe first, and those that a person has
   * accepted.
   */
  result(): { open: Risk[]; accepted: Risk[]; all: ReadonlyMap<RiskCode, readonly string[]> } {
    const all = this.#all();
    const covered = acceptedKeys(this.#basis.exceptions, this.#now);
    const risksWith = (isAccepted: boolean) =>
      RISK_CODES.flatMap((code): Risk[] => {
        const keys = covered.get(code);
        const keyIds = (all.get(code) ?? []).filter(
          (id) => (keys?.has(id) ?? false) === isAccepted,
        );
        return keyIds.length > 0 ? [{ code, severity: SEVERITY[code], keyIds }] : [];
      });
    return { open: risksWith(false), accepted: covered.size > 0 ? risksWith(true) : [], all };
  }
}

/** The findings among some keys, from `RiskSearch`. */
export function risksOf(keys: Iterable<RiskKey>, now: number, basis?: RiskBasis): Risk[] {
  const search = new RiskSearch(now, basis);
  for (const key of keys) search.add(key);
  return search.result().open;
}

/** The checks and the rules that are on, the most severe first. */
export const codesInForce = ({ rules }: Pick<RulesInForce, 'rules'>): RiskCode[] => {
  const on = new Set<RiskCode>([
    ...CHECK_CODES,
    ...RULE_CODES.filter((code) => rules[code].mode !== 'off').map(ruleFinding),
  ]);
  return RISK_CODES.filter((code) => on.has(code));
};

/** Of the rules that look at other keys, the search itself finds the keys. */
const ALONE = { sharesIntegration: () => false, knowsUsage: true };

function push<K>(lists: Map<K, Found[]>, name: K, found: Found): void {
  const list = lists.get(name);
  if (list) list.push(found);
  else lists.set(name, [found]);
}

const inOrder = (found: readonly Found[]): string[] =>
  found.toSorted((a, b) => (a.order === b.order ? 0 : a.order - b.order)).map(({ id }) => id);

/** The findings that do not depend on other keys. */
function ownRisks(
  key: RiskKey,
  now: number,
  status: StatusChoice,
  end: number,
  writes: number,
): RiskCode[] {
  if (status === 'expired') return ['expired'];
  if (status === 'disabled') {
    return isOlder(key.updatedAt, DISABLED_DAYS, now) ? ['disabled-long'] : [];
  }
  const risks: RiskCode[] = [];
  if (isExposed(key, now)) risks.push('compromised');
  if (hasFullAccess(key.scopes)) risks.push('full-access');
  else if (writes >= MANY_WRITE_SCOPES) risks.push('many-write-scopes');
  if ((rotationDueAt(key) ?? Number.POSITIVE_INFINITY) <= now) risks.push('rotation-overdue');
  if (key.environment === 'live' && isPowerful(key.scopes, writes) && !isLimited(key.allowedIps)) {
    risks.push('no-ip-limit');
  }
  const ends = ENDS[endSpanOf(end, now)];
  if (ends) risks.push(ends);
  if (key.lastUsedAt === null) {
    if (isOlder(key.createdAt, NEVER_USED_DAYS, now)) risks.push('never-used');
  } else if (isOlder(key.lastUsedAt, UNUSED_DAYS, now)) {
    risks.push('unused');
  }
  if (integrationIdentity(key.integration) === '') risks.push('no-integration');
  return risks;
}

/**
 * Whether a secret that was reported as known to others still works: it was not rotated since, or
 * its grace period runs.
 */
function isExposed(key: RiskKey, now: number): boolean {
  if (key.compromised === null) return false;
  const isRotated = key.secretCreatedAt !== null && key.secretCreatedAt > key.compromised.at;
  if (!isRotated) return true;
  const { expiresAt, previousSecret = null } = key;
  const grace = key.graceUntil ?? graceEndOf({ expiresAt, previousSecret });
  return grace !== null && Date.parse(grace) > now;
}

/** The expiry state of an active key. */
const ENDS: Partial<Record<EndSpan, RiskCode>> = {
  within14: 'expires-in-14-days',
  within30: 'expires-in-30-days',
  none: 'no-expiry',
};

/** The instants that findings are about, in milliseconds since the epoch. */
const INSTANT_OF: Partial<Record<RiskCode, (key: RiskKey) => number>> = {
  compromised: (key) => Date.parse(key.compromised?.at ?? key.createdAt),
  'expires-in-14-days': endOf,
  'expires-in-30-days': endOf,
  expired: endOf,
  unused: (key) => Date.parse(key.lastUsedAt ?? key.createdAt),
  'never-used': (key) => Date.parse(key.createdAt),
  'rule-unused-for': (key) => Date.parse(key.lastUsedAt ?? key.createdAt),
  'rotation-overdue': (key) => rotationDueAt(key) ?? Number.POSITIVE_INFINITY,
  'disabled-long': (key) => Date.parse(key.updatedAt),
};

/** Orders the keys of a finding: by the instant that it is about, or the most powerful first. */
const orderOf = (code: RiskCode, key: RiskKey, writes: number): number =>
  INSTANT_OF[code]?.(key) ?? -writes;

const isOlder = (instant: string, days: number, now: number): boolean =>
  now - Date.parse(instant) >= days * DAY_MS;

const writeCount = (scopes: readonly string[]): number =>
  scopes.filter((scope) => parseScope(scope)?.level === 'write').length;

const isPowerful = (scopes: readonly string[], writes: number): boolean =>
  writes >= MANY_WRITE_SCOPES ||
  POWERFUL.some((resource) => levelFor(resource, scopes) === 'write');
