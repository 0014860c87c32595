import { assertNever } from '../lib/result';
import { addedAddresses, givesMore } from './access';
import type { ChangeableFields, ChangeableKey, KeyChange } from './key-change';
import { MAX_ALLOWED_IPS, MAX_EXPIRY_YEARS, MAX_SCOPES, MAX_TAGS } from './key-limits';
import { nameIdentity } from './name-identity';
import type { Report } from './reported-secret';
import { isAboutPresent } from './reported-secret';
import type { Scope } from './scopes';
import { isKnownScope, levelFor, normaliseScopes, parseScope } from './scopes';
import { normaliseTags } from './tags';

/** Why a change leaves a key as it is. */
export type SkipReason =
  /** it has the wanted value already */
  | 'unchanged'
  /** only a rotation ends a report; until then the key stays inactive */
  | 'reported'
  | 'never-expires'
  | 'too-far'
  | 'has-permission'
  | 'lacks-permission'
  /** read access was to stay, and there is nothing else */
  | 'only-reads'
  /** read access was to stay, and the permission has none */
  | 'no-read-level'
  /** a key without a permission is not possible */
  | 'last-permission'
  | 'too-many-permissions'
  | 'lacks-tags'
  | 'too-many-tags'
  | 'has-addresses'
  /** adding an address to a key that any address may use would narrow it */
  | 'any-address'
  | 'too-many-addresses';

/** The fields that a change sets, with the values before and after. */
export interface FieldChanges<F = ChangeableFields> {
  before: Partial<F>;
  after: Partial<F>;
}

export type Planned<K> =
  | { key: K; skipped: SkipReason }
  | ({ key: K; skipped: null; givesMore: boolean } & FieldChanges);

/**
 * What a change does to each of the keys. The preview and the commit use the same plan. It does not
 * depend on the clock, so it stays the same while the keys do.
 *
 * @param change as `checkChange` normalised it
 */
export const planChange = <K extends ChangeableKey>(
  change: KeyChange,
  keys: readonly K[],
): Planned<K>[] => keys.map((key) => planFor(change, key));

function planFor<K extends ChangeableKey>(change: KeyChange, key: K): Planned<K> {
  const wanted = wantedOf(change, key);
  if (typeof wanted === 'string') return { key, skipped: wanted };
  const names = (Object.keys(wanted) as (keyof ChangeableFields)[]).filter(
    (name) => !isSame(wanted[name], key[name]),
  );
  if (names.length === 0) return { key, skipped: 'unchanged' };
  const before = Object.fromEntries(names.map((name) => [name, key[name]]));
  const after = Object.fromEntries(names.map((name) => [name, wanted[name]]));
  return { key, skipped: null, before, after, givesMore: givesMore(key, { ...key, ...after }) };
}

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

/** The values that a key gets, or why it gets none. */
function wantedOf(change: KeyChange, key: ChangeableKey): Partial<ChangeableFields> | SkipReason {
  switch (change.kind) {
    case 'enabled':
      if (change.enabled && !key.enabled && key.compromised !== null) return 'reported';
      return { enabled: change.enabled };
    case 'extension':
      return extended(key, change.days, change.from);
    case 'expiration':
      return { expiresAt: change.expiresAt };
    case 'add-permission':
      return withPermission(key, change.scope);
    case 'remove-permission':
      return withoutPermission(key, change.permission, change.stays);
    case 'integration':
      return { integration: change.integration };
    case 'owner':
      return { owner: change.owner };
    case 'tags':
      return tagged(key, change.how, change.tags);
    case 'addresses':
      return reachedFrom(key, change.how, change.allowedIps);
    case 'compromised': {
      const compromised = reported(key, change);
      return { compromised, ...(change.disables && { enabled: false }) };
    }
    default:
      return assertNever(change);
  }
}

/**
 * The report of a key's present secret. The first one counts: the secret has been known since then.
 * A report of a secret that was replaced says nothing about the present one.
 */
function reported(
  { compromised, secretCreatedAt }: ChangeableKey,
  { at, reason }: Extract<KeyChange, { kind: 'compromised' }>,
): Report {
  if (compromised !== null && isAboutPresent(compromised, secretCreatedAt)) return compromised;
  // By the clock of another computer, the secret may have been made later than now.
  const isEarlier = secretCreatedAt !== null && at < secretCreatedAt;
  return { at: isEarlier ? secretCreatedAt : at, reason };
}

/** Calendar days: the end of a day stays the end of a day when the clocks change in between. */
function extended(key: ChangeableKey, days: number, from: string) {
  if (key.expiresAt === null) return 'never-expires';
  const end = new Date(Math.max(Date.parse(key.expiresAt), Date.parse(from)));
  end.setDate(end.getDate() + days);
  const limit = new Date(from);
  limit.setUTCFullYear(limit.getUTCFullYear() + MAX_EXPIRY_YEARS);
  return end > limit ? 'too-far' : { expiresAt: end.toISOString() };
}

/** What a scope is about: its resource; the whole text of a scope without a valid form. */
export const permissionOf = (scope: Scope): string => parseScope(scope)?.resource ?? scope;

function withPermission({ scopes }: ChangeableKey, scope: Scope) {
  const parsed = parseScope(scope);
  const level = parsed && levelFor(parsed.resource, scopes);
  if (scopes.includes(scope) || (parsed?.level === 'read' && level !== null)) {
    return 'has-permission';
  }
  const wanted = normaliseScopes([...scopes, scope]);
  return wanted.length > MAX_SCOPES ? 'too-many-permissions' : { scopes: wanted };
}

function withoutPermission(
  { scopes }: ChangeableKey,
  permission: string,
  stays: 'nothing' | 'read',
) {
  const others = scopes.filter((scope) => permissionOf(scope) !== permission);
  if (others.length === scopes.length) return 'lacks-permission';
  if (stays === 'nothing') return others.length === 0 ? 'last-permission' : { scopes: others };
  const reading = `${permission}:read`;
  if (!isKnownScope(reading)) return 'no-read-level';
  if (!scopes.includes(`${permission}:write`)) return 'only-reads';
  return { scopes: normaliseScopes([...others, reading]) };
}

function tagged(key: ChangeableKey, how: 'add' | 'remove' | 'replace', tags: readonly string[]) {
  if (how === 'replace') return { tags: [...tags] };
  const named = new Set(tags.map(nameIdentity));
  if (how === 'remove') {
    const rest = key.tags.filter((tag) => !named.has(nameIdentity(tag)));
    return rest.length === key.tags.length ? 'lacks-tags' : { tags: rest };
  }
  // A tag that the key has in another spelling stays as it is.
  const had = new Set(key.tags.map(nameIdentity));
  const added = tags.filter((tag) => !had.has(nameIdentity(tag)));
  if (added.length === 0) return 'unchanged';
  const all = normaliseTags([...key.tags, ...added]);
  return all.length > MAX_TAGS ? 'too-many-tags' : { tags: all };
}

function reachedFrom(
  { allowedIps }: ChangeableKey,
  how: 'add' | 'replace',
  ranges: readonly string[],
) {
  if (how === 'replace') return { allowedIps: [...ranges] };
  if (allowedIps.length === 0) return 'any-address';
  const added = addedAddresses(allowedIps, ranges);
  if (added.length === 0) return 'has-addresses';
  const all = [...allowedIps, ...added];
  return all.length > MAX_ALLOWED_IPS ? 'too-many-addresses' : { allowedIps: all };
}

/** The numbers of a plan. */
export interface PlanSum {
  changed: number;
  skipped: number;
  /** how many get more access */
  widened: number;
}

export function sumOf(plan: readonly { skipped: unknown; givesMore?: boolean }[]): PlanSum {
  const sum: PlanSum = { changed: 0, skipped: 0, widened: 0 };
  for (const { skipped, givesMore: isMore } of plan) {
    if (skipped === null) sum.changed += 1;
    else sum.skipped += 1;
    if (isMore === true) sum.widened += 1;
  }
  return sum;
}
