import type { Environment } from '../../../../shared/api-key';
import { isResource, parseScope } from '../../../../shared/scopes';
import type { Resource, Scope } from '../../../../shared/scopes';
import type { KeyEntry } from '../store/key-entry';

export type StatusChoice = 'active' | 'disabled' | 'expired';

/** What the person asked to see. An empty set asks for everything. */
export interface KeyFilter {
  query: string;
  statuses: ReadonlySet<StatusChoice>;
  environments: ReadonlySet<Environment>;
  /** resources; a key fits when it can read or write one of them */
  resources: ReadonlySet<Resource>;
}

export const NO_FILTER: KeyFilter = {
  query: '',
  statuses: new Set(),
  environments: new Set(),
  resources: new Set(),
};

export const isFiltering = (filter: KeyFilter): boolean =>
  filter.query.trim() !== '' ||
  filter.statuses.size > 0 ||
  filter.environments.size > 0 ||
  filter.resources.size > 0;

/** The status of an entry, as `statusOf` of `shared/key-status.ts` derives it, without parsing a date. */
export function statusChoiceOf(entry: KeyEntry, now: number): StatusChoice {
  if (!entry.key.enabled) return 'disabled';
  return entry.expiresAt <= now ? 'expired' : 'active';
}

/**
 * Makes the test that an entry must pass. Words are looked for one by one, so that "zoho write" finds a Zoho
 * key that may write; only the tests that are needed are made.
 */
export function makeTest(
  filter: KeyFilter,
  hideInactive: boolean,
  now: number,
): ((entry: KeyEntry) => boolean) | null {
  const words = filter.query.toLowerCase().split(/\s+/).filter(Boolean);
  const { statuses, environments, resources } = filter;
  const tests: ((entry: KeyEntry) => boolean)[] = [];
  if (environments.size > 0) tests.push(({ key }) => environments.has(key.environment));
  // Somebody who asks for inactive keys by name wants to see them, hidden otherwise or not.
  if (statuses.size > 0) tests.push((entry) => statuses.has(statusChoiceOf(entry, now)));
  else if (hideInactive) tests.push((entry) => statusChoiceOf(entry, now) === 'active');
  for (const word of words) tests.push(({ searchText }) => searchText.includes(word));
  if (resources.size > 0) {
    tests.push(({ key }) => key.scopes.some((scope) => isAbout(scope, resources)));
  }
  if (tests.length === 0) return null;
  return (entry) => tests.every((test) => test(entry));
}

function isAbout(scope: Scope, resources: ReadonlySet<Resource>): boolean {
  const resource = parseScope(scope)?.resource;
  return resource !== undefined && isResource(resource) && resources.has(resource);
}
