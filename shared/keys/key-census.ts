import type { StatusChoice } from './key-status';
import { endOf, endSpanOf, statusAt } from './key-status';
import type { EndSpan } from './key-status';
import type { Risk, RiskBasis, RiskKey } from './risks';
import type { RiskCode } from './risk-codes';
import { integrationIdentity } from './integration-identity';
import { RiskSearch } from './risks';
import { parseScope } from './scopes';

/** An integration in its first spelling, and its number of keys. */
interface IntegrationCount {
  name: string;
  count: number;
}

/**
 * The counts of a set of keys at one instant. The Security check, every report and the filters of
 * the table use these counts, so that they cannot differ. Findings (full access, never used,
 * expired…) cover active keys unless they say otherwise, and each key has one status.
 */
export class KeyCensus {
  readonly #now: number;
  readonly #search: RiskSearch;
  readonly #status: Record<StatusChoice, number> = { active: 0, disabled: 0, expired: 0 };
  readonly #ends = new Map<EndSpan, number>();
  readonly #spellings = new Map<string, number>();
  #result: ReturnType<RiskSearch['result']> | null = null;
  #keys = 0;
  #writes = 0;

  /** @param now milliseconds since the epoch */
  constructor(now: number, basis?: RiskBasis) {
    this.#now = now;
    this.#search = new RiskSearch(now, basis);
  }

  add(key: RiskKey): void {
    this.#keys += 1;
    this.#result = null;
    const end = endOf(key);
    const status = statusAt(key.enabled, end, this.#now);
    this.#status[status] += 1;
    if (status === 'active') {
      const span = endSpanOf(end, this.#now);
      this.#ends.set(span, (this.#ends.get(span) ?? 0) + 1);
    }
    if (key.scopes.some((scope) => parseScope(scope)?.level === 'write')) this.#writes += 1;
    // Cached: many keys have the same integration, mostly in the same spelling.
    this.#spellings.set(key.integration, (this.#spellings.get(key.integration) ?? 0) + 1);
    this.#search.add(key);
  }

  get keys(): number {
    return this.#keys;
  }

  /** keys with a write permission, whatever their status */
  get writes(): number {
    return this.#writes;
  }

  /** keys of a status */
  withStatus(status: StatusChoice): number {
    return this.#status[status];
  }

  get inactive(): number {
    return this.#keys - this.#status.active;
  }

  /** active keys that expire within a span */
  endingIn(span: EndSpan): number {
    return this.#ends.get(span) ?? 0;
  }

  /** the findings of the Security check, the most severe first, without what a person accepted */
  get risks(): readonly Risk[] {
    return this.#found.open;
  }

  /** the findings that a person accepted, with the keys that the exceptions cover */
  get accepted(): readonly Risk[] {
    return this.#found.accepted;
  }

  /** keys with a finding, accepted or not: an exception changes no fact */
  found(code: RiskCode): number {
    return this.#found.all.get(code)?.length ?? 0;
  }

  get #found(): ReturnType<RiskSearch['result']> {
    return (this.#result ??= this.#search.result());
  }

  /** the integrations by identity; keys without one under the empty text */
  integrations(): ReadonlyMap<string, IntegrationCount> {
    const integrations = new Map<string, IntegrationCount>();
    for (const [name, count] of this.#spellings) {
      const identity = integrationIdentity(name);
      const known = integrations.get(identity);
      if (known) known.count += count;
      else integrations.set(identity, { name: name.trim(), count });
    }
    return integrations;
  }
}
