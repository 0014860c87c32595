import type { ApiKey } from './api-key';
import { searchFold } from './name-identity';
import { endOf, endSpanOf, statusAt, statusOf } from './key-status';
import type { EndSpan } from './key-status';
import { RESOURCES, levelFor, levelsOf, parseScope } from './scopes';

/**
 * The risks of the Security check, the most severe first. Their texts are in
 * `shared/words/en/keys-risks.ts`.
 */
export const RISK_CODES = [
  'full-access',
  'many-write-scopes',
  'no-ip-limit',
  'expires-in-14-days',
  'unused',
  'no-expiry',
  'expires-in-30-days',
  'expired',
  'never-used',
  'disabled-long',
  'shared-integration',
  'no-integration',
] as const;
export type RiskCode = (typeof RISK_CODES)[number];

/**
 * - `high`: more access than one integration should have.
 * - `medium`: needs a decision soon.
 * - `low`: tidying up.
 */
type RiskSeverity = 'high' | 'medium' | 'low';

/** One finding with its keys: at least one, in the given order. */
export interface Risk {
  code: RiskCode;
  severity: RiskSeverity;
  keyIds: readonly string[];
}

/** The fields of a key that the rules read. */
export type RiskKey = Pick<
  ApiKey,
  | 'id'
  | 'environment'
  | 'integration'
  | 'scopes'
  | 'enabled'
  | 'expiresAt'
  | 'allowedIps'
  | 'createdAt'
  | 'updatedAt'
  | 'lastUsedAt'
>;

/** An active key that was not used for this long is unused. */
export const UNUSED_DAYS = 90;
/** A key that was never used becomes a finding after this many days. */
export const NEVER_USED_DAYS = 30;
/** A disabled key without a change for this long is a finding. */
export const DISABLED_DAYS = 90;
/** The number of writable resources from which a key counts as broad. */
const MANY_WRITE_SCOPES = 8;

const DAY_MS = 24 * 60 * 60 * 1000;

const SEVERITY: Record<RiskCode, RiskSeverity> = {
  'full-access': 'high',
  'many-write-scopes': 'medium',
  'no-ip-limit': 'medium',
  'expires-in-14-days': 'medium',
  unused: 'medium',
  'no-expiry': 'low',
  'expires-in-30-days': 'low',
  expired: 'low',
  'never-used': 'low',
  'disabled-long': 'low',
  'shared-integration': 'low',
  'no-integration': 'low',
};

/** Write access to these gives power over the workspace. */
const POWERFUL = ['api-keys', 'settings', 'users', 'integrations', 'conversations-delete'];
const WRITABLE = RESOURCES.filter((resource) => levelsOf(resource).includes('write'));

/**
 * Finds risks among the keys. Call it key by key, so that a hundred thousand of them do not block
 * the page. Pure: the same keys and clock give the same findings.
 */
export class RiskSearch {
  readonly #now: number;
  readonly #found = new Map<RiskCode, string[]>();
  readonly #byIntegration = new Map<string, string[]>();

  /** @param now milliseconds since the epoch */
  constructor(now: number) {
    this.#now = now;
  }

  add(key: RiskKey): void {
    for (const code of ownRisks(key, this.#now)) push(this.#found, code, key.id);
    const integration = integrationIdentity(key.integration);
    if (integration === '' || statusOf(key, this.#now).state !== 'active') return;
    push(this.#byIntegration, `${key.environment} ${integration}`, key.id);
  }

  /** Call it after all keys: returns the findings, the most severe first. */
  risks(): Risk[] {
    const shared = [...this.#byIntegration.values()].filter((ids) => ids.length > 1).flat();
    return RISK_CODES.flatMap((code) => {
      const keyIds = code === 'shared-integration' ? shared : (this.#found.get(code) ?? []);
      return keyIds.length > 0 ? [{ code, severity: SEVERITY[code], keyIds }] : [];
    });
  }
}

/** The findings among some keys, from `RiskSearch`. */
export function risksOf(keys: Iterable<RiskKey>, now: number): Risk[] {
  const search = new RiskSearch(now);
  for (const key of keys) search.add(key);
  return search.risks();
}

/** The identity of an integration: keys with equal ones share it; empty for a key without one. */
export const integrationIdentity = (integration: string): string => searchFold(integration.trim());

function push<K>(lists: Map<K, string[]>, name: K, id: string): void {
  const list = lists.get(name);
  if (list) list.push(id);
  else lists.set(name, [id]);
}

/** The findings that do not depend on other keys. */
function ownRisks(key: RiskKey, now: number): RiskCode[] {
  const end = endOf(key);
  const status = statusAt(key.enabled, end, now);
  if (status === 'expired') return ['expired'];
  if (status === 'disabled') {
    return isOlder(key.updatedAt, DISABLED_DAYS, now) ? ['disabled-long'] : [];
  }
  const risks: RiskCode[] = [];
  const writes = writeCount(key.scopes);
  if (WRITABLE.every((resource) => levelFor(resource, key.scopes) === 'write')) {
    risks.push('full-access');
  } else if (writes >= MANY_WRITE_SCOPES) {
    risks.push('many-write-scopes');
  }
  if (key.environment === 'live' && key.allowedIps.length === 0 && isPowerful(key.scopes)) {
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

/** The expiry state of an active key. */
const ENDS: Partial<Record<EndSpan, RiskCode>> = {
  within14: 'expires-in-14-days',
  within30: 'expires-in-30-days',
  none: 'no-expiry',
};

const isOlder = (instant: string, days: number, now: number): boolean =>
  now - Date.parse(instant) >= days * DAY_MS;

const writeCount = (scopes: readonly string[]): number =>
  scopes.filter((scope) => parseScope(scope)?.level === 'write').length;

const isPowerful = (scopes: readonly string[]): boolean =>
  writeCount(scopes) >= MANY_WRITE_SCOPES ||
  POWERFUL.some((resource) => levelFor(resource, scopes) === 'write');
