import type { ApiKeyRecord } from './api-key';
import { isRangeWithin } from './ip-range';
import { levelFor, parseScope } from './scopes';

/** One kind of additional access by a change. */
export type MoreAccess =
  /** it was disabled */
  | { field: 'enabled' }
  /** `after` is null when it never expires */
  | { field: 'expiresAt'; before: string; after: string | null }
  | { field: 'scopes'; added: string[] }
  /** `after` is empty when every address is allowed */
  | { field: 'allowedIps'; before: string[]; after: string[] }
  /** another secret is accepted, or the previous secret for longer */
  | { field: 'secret' };

type AccessFields = Pick<
  ApiKeyRecord,
  'enabled' | 'expiresAt' | 'scopes' | 'allowedIps' | 'secretHash' | 'previousSecret'
>;

/**
 * The kinds of additional access after a change. Where values cannot be compared, as with address
 * ranges that cover another one only together, the result is "more": a confirmation too many is
 * harmless.
 */
export function moreAccess(before: AccessFields, after: AccessFields): MoreAccess[] {
  const more: MoreAccess[] = [];
  if (after.enabled && !before.enabled) more.push({ field: 'enabled' });
  if (before.expiresAt !== null && isLater(after.expiresAt, before.expiresAt)) {
    more.push({ field: 'expiresAt', before: before.expiresAt, after: after.expiresAt });
  }
  const added = after.scopes.filter((scope) => !isGranted(scope, before.scopes));
  if (added.length > 0) more.push({ field: 'scopes', added });
  if (isWider(after.allowedIps, before.allowedIps)) {
    more.push({ field: 'allowedIps', before: before.allowedIps, after: after.allowedIps });
  }
  if (after.secretHash !== before.secretHash || isLongerGrace(before, after)) {
    more.push({ field: 'secret' });
  }
  return more;
}

const isLater = (end: string | null, than: string): boolean =>
  end === null || Date.parse(end) > Date.parse(than);

function isGranted(scope: string, scopes: readonly string[]): boolean {
  if (scopes.includes(scope)) return true;
  const parsed = parseScope(scope);
  return parsed?.level === 'read' && levelFor(parsed.resource, scopes) !== null;
}

/** An empty list allows every address. */
function isWider(list: readonly string[], than: readonly string[]): boolean {
  if (than.length === 0) return false;
  return list.length === 0 || list.some((range) => !than.some((other) => isInside(range, other)));
}

function isInside(range: string, other: string): boolean {
  if (range === other) return true;
  try {
    return isRangeWithin(range, other);
  } catch {
    // An invalid range from elsewhere.
    return false;
  }
}

function isLongerGrace(
  { previousSecret: before, secretHash }: AccessFields,
  { previousSecret: after }: AccessFields,
): boolean {
  if (after === null || after.hash === secretHash) return false;
  return before?.hash !== after.hash || isLater(after.validUntil, before.validUntil);
}
