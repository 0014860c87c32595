import type { RiskCode } from '../keys/risk-codes';

/** A finding that a person has accepted for some keys, until a day. */
export interface RuleException {
  id: string;
  code: RiskCode;
  keyIds: readonly string[];
  reason: string;
  /** the user who accepted it */
  by: string;
  /** RFC 3339 */
  at: string;
  until: string;
}

/** All exceptions are in one sealed setting, which is recorded as a whole with each change. */
export const MAX_EXCEPTIONS = 100;
export const MAX_EXCEPTION_KEYS = 200;
/** An exception is looked at again after a year at the latest. */
export const MAX_EXCEPTION_DAYS = 366;

/** @param now milliseconds since the epoch */
export const isRunning = ({ until }: Pick<RuleException, 'until'>, now: number): boolean =>
  Date.parse(until) > now;

/** The keys that exceptions cover at an instant, by finding. */
export function acceptedKeys(
  exceptions: readonly RuleException[],
  now: number,
): ReadonlyMap<RiskCode, ReadonlySet<string>> {
  const accepted = new Map<RiskCode, Set<string>>();
  for (const exception of exceptions) {
    if (!isRunning(exception, now)) continue;
    const keys = accepted.get(exception.code) ?? new Set<string>();
    for (const id of exception.keyIds) keys.add(id);
    accepted.set(exception.code, keys);
  }
  return accepted;
}
