import { statusOf } from '../keys/key-status';
import { integrationPlace } from '../keys/integration-identity';
import { lazy } from '../lib/lazy';
import { acceptedKeys } from './exceptions';
import type { RulesInForce } from './rules-in-force';
import { ruleFinding } from './rule-finding';
import { violationsBy } from './violations';
import type { RuledKey } from './violations';
import type { Violation } from './violation';

/**
 * Judges changes of keys by the rules in force. Make one for each commit or form: it counts the
 * integrations of all keys once, when a rule needs them.
 */
export class ChangeJudge {
  readonly #inForce: RulesInForce;
  readonly #now: number;
  readonly #accepted: ReturnType<typeof acceptedKeys>;
  readonly #places: () => Map<string, Set<string>>;
  readonly #knowsUsage: () => boolean;

  /**
   * @param keys all keys, before the changes
   * @param now milliseconds since the epoch
   */
  constructor(keys: () => Iterable<RuledKey>, inForce: RulesInForce, now: number) {
    this.#inForce = inForce;
    this.#now = now;
    this.#accepted = acceptedKeys(inForce.exceptions, now);
    this.#places = lazy(() => placesOf(keys(), now));
    this.#knowsUsage = lazy(() => knowsUsage(keys()));
  }

  /**
   * The rules that a change breaks, without those that an exception lifts. The next changes are
   * judged as if this one was made.
   *
   * @param before null for a new key
   */
  violations(before: RuledKey | null, after: RuledKey): Violation[] {
    const found = this.preview(before, after);
    this.count(before, after);
    return found;
  }

  /** Judges the next changes as if this one was made. */
  count(before: RuledKey | null, after: RuledKey): void {
    if (this.#inForce.rules['one-key-each'].mode !== 'off') this.#move(before, after);
  }

  /** As `violations`, of a change that is not made. */
  preview(before: RuledKey | null, after: RuledKey): Violation[] {
    const { rules } = this.#inForce;
    const found = violationsBy(before, after, rules, this.#now, {
      sharesIntegration: (key) => this.#isShared(key),
      // Asked for only when its rule is on: it may look at every key.
      knowsUsage: rules['unused-for'].mode !== 'off' && this.#knowsUsage(),
    });
    return found.filter(({ rule }) => !this.#accepted.get(ruleFinding(rule))?.has(after.id));
  }

  #isShared(key: RuledKey): boolean {
    const place = integrationPlace(key);
    const ids = place === null ? undefined : this.#places().get(place);
    return ids !== undefined && ids.size > (ids.has(key.id) ? 1 : 0);
  }

  #move(before: RuledKey | null, after: RuledKey): void {
    const from = before && integrationPlace(before);
    if (from !== null) this.#places().get(from)?.delete(after.id);
    put(this.#places(), after, this.#now);
  }
}

/** Judges changes before it is known which of them are made. */
export type StepJudge = Pick<ChangeJudge, 'violations' | 'preview' | 'count'>;

/** Judges the changes of one commit, one after the other. */
export type RuleJudge = Pick<ChangeJudge, 'violations'>;

/** Whether an endpoint has reported a use of any key. */
export function knowsUsage(keys: Iterable<Pick<RuledKey, 'lastUsedAt'>>): boolean {
  for (const { lastUsedAt } of keys) if (lastUsedAt !== null) return true;
  return false;
}

/** The ids of the active keys of each integration and environment. */
function placesOf(keys: Iterable<RuledKey>, now: number): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (const key of keys) put(places, key, now);
  return places;
}

function put(places: Map<string, Set<string>>, key: RuledKey, now: number): void {
  const place = integrationPlace(key);
  if (place === null || statusOf(key, now).state !== 'active') return;
  const ids = places.get(place);
  if (ids) ids.add(key.id);
  else places.set(place, new Set([key.id]));
}
