import { useEffect, useSyncExternalStore } from 'react';
import type { KeyCensus } from '../../../shared/keys/key-census';
import type { RulesState } from '../../../shared/rules/rules-in-force';
import { useRules } from '../../bridge/rules';
import type { KeyIndex } from '../../features/keys/store/key-index';
import type { KeyStore } from '../../features/keys/store/key-store';
import { countKeys } from '../../features/security-check/count-keys';
import { useMinute } from '../../ui/hooks/now';

/** What is counted: all keys by the rules in force, at one instant. */
export interface CountBasis {
  index: KeyIndex;
  rules: RulesState;
  /** milliseconds since the epoch */
  now: number;
}
export interface Counted extends CountBasis {
  census: KeyCensus;
}

const isSame = (a: CountBasis | null, b: CountBasis): boolean =>
  a !== null && a.index === b.index && a.rules === b.rules && a.now === b.now;

/** Counts the keys once for all that show the counts, each time they or the time have changed. */
export class KeyCounter {
  readonly #listeners = new Set<() => void>();
  #wanted: CountBasis | null = null;
  #counted: Counted | null = null;

  /** The latest counts. While newer ones are being made, they are those of a moment ago. */
  readonly read = (): Counted | null => this.#counted;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  want(basis: CountBasis): void {
    if (isSame(this.#wanted, basis)) return;
    this.#wanted = basis;
    const { index, rules, now } = basis;
    const isWanted = () => this.#wanted === basis;
    void countKeys(index, rules, now, isWanted).then((census) => {
      if (census === null) return;
      this.#counted = { ...basis, census };
      latest.set(index, this.#counted);
      for (const listener of this.#listeners) listener();
    });
  }
}

/** They go with the unlocked session. */
const counters = new WeakMap<KeyStore, KeyCounter>();
const latest = new WeakMap<KeyIndex, Counted>();

function counterOf(store: KeyStore): KeyCounter {
  const known = counters.get(store) ?? new KeyCounter();
  counters.set(store, known);
  return known;
}

/** The counts of a basis, when they are made already. */
export function knownCounts(basis: CountBasis): KeyCensus | null {
  const counted = latest.get(basis.index) ?? null;
  return counted !== null && isSame(counted, basis) ? counted.census : null;
}

/** The latest counts of all keys; null until the first ones are made. */
export function useKeyCounts(store: KeyStore): Counted | null {
  const list = useSyncExternalStore(store.subscribe, store.read);
  const rules = useRules();
  // Time alone makes findings.
  const now = useMinute();
  const counter = counterOf(store);
  useEffect(() => {
    if (list.state === 'failed' || !list.isComplete || rules === null) return;
    counter.want({ index: list.index, rules, now });
  }, [counter, list, rules, now]);
  return useSyncExternalStore(counter.subscribe, counter.read);
}
