import type { ApiKey } from './api-key';
import { RESOURCES, levelFor, levelsOf, parseScope } from './scopes';

/** The risks that are looked for, the most severe first. Their words stand in `shared/words/en/risks.ts`. */
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
 * - `high`: more access than any one integration should have.
 * - `medium`: worth a decision soon.
 * - `low`: tidying up.
 */
type RiskSeverity = 'high' | 'medium' | 'low';

/** One finding, and the keys that it is about: at least one, in the order they were given. */
export interface Risk {
  code: RiskCode;
  severity: RiskSeverity;
  keyIds: readonly string[];
}

/** What the rules look at. */
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
/** A key that was never used is given this long before anybody is told. */
export const NEVER_USED_DAYS = 30;
/** A disabled key that nobody has changed for this long can go. */
export const DISABLED_DAYS = 90;
/** So many resources that may be written to are many. */
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

/** Writing here is power over the workspace itself. */
const POWERFUL = ['api-keys', 'settings', 'users', 'integrations', 'conversations-delete'];
const WRITABLE = RESOURCES.filter((resource) => levelsOf(resource).includes('write'));

/**
 * Looks for what a careful administrator would want to know of their keys. Pure: the same keys and the same clock give
 * the same findings.
 *
 * @param now milliseconds since the epoch
 * @returns only what was found, the most severe first
 */
export function risksOf(keys: Iterable<RiskKey>, now: number): Risk[] {
  const found = new Map<RiskCode, string[]>();
  const note = (code: RiskCode, id: string) => {
    const ids = found.get(code);
    if (ids) ids.push(id);
    else found.set(code, [id]);
  };
  const byIntegration = new Map<string, string[]>();
  for (const key of keys) {
    for (const code of ownRisks(key, now)) note(code, key.id);
    const integration = key.integration.trim().toLowerCase();
    if (integration === '' || !isActive(key, now)) continue;
    const group = `${key.environment} ${integration}`;
    const ids = byIntegration.get(group);
    if (ids) ids.push(key.id);
    else byIntegration.set(group, [key.id]);
  }
  for (const ids of byIntegration.values()) {
    if (ids.length > 1) for (const id of ids) note('shared-integration', id);
  }
  return RISK_CODES.flatMap((code) => {
    const keyIds = found.get(code);
    return keyIds ? [{ code, severity: SEVERITY[code], keyIds }] : [];
  });
}

/** What can be said of a key without knowing the others. */
function ownRisks(key: RiskKey, now: number): RiskCode[] {
  const expiresIn = key.expiresAt === null ? null : Date.parse(key.expiresAt) - now;
  if (expiresIn !== null && expiresIn <= 0) return ['expired'];
  if (!key.enabled) {
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
  if (expiresIn === null) risks.push('no-expiry');
  else if (expiresIn <= 14 * DAY_MS) risks.push('expires-in-14-days');
  else if (expiresIn <= 30 * DAY_MS) risks.push('expires-in-30-days');
  if (key.lastUsedAt === null) {
    if (isOlder(key.createdAt, NEVER_USED_DAYS, now)) risks.push('never-used');
  } else if (isOlder(key.lastUsedAt, UNUSED_DAYS, now)) {
    risks.push('unused');
  }
  if (key.integration.trim() === '') risks.push('no-integration');
  return risks;
}

const isActive = (key: RiskKey, now: number): boolean =>
  key.enabled && (key.expiresAt === null || Date.parse(key.expiresAt) > now);

const isOlder = (instant: string, days: number, now: number): boolean =>
  now - Date.parse(instant) >= days * DAY_MS;

const writeCount = (scopes: readonly string[]): number =>
  scopes.filter((scope) => parseScope(scope)?.level === 'write').length;

const isPowerful = (scopes: readonly string[]): boolean =>
  writeCount(scopes) >= MANY_WRITE_SCOPES ||
  POWERFUL.some((resource) => levelFor(resource, scopes) === 'write');
