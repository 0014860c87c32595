import type { ApiKey, Environment } from './api-key';
import { filterPart, parseFilter } from './filter-language';
import { searchFold } from './name-identity';
import { statusAt } from './key-status';
import type { StatusChoice } from './key-status';
import { integrationIdentity } from './integration-identity';
import type { RiskCode } from './risk-codes';
import { isResource, levelFor, parseScope } from './scopes';
import type { Resource, Scope } from './scopes';

/** The filter of the key table. An empty set matches everything. */
export interface KeyFilter {
  /** words and fields of the filter language, e.g. `zoho scope:messages:write` */
  query: string;
  statuses: ReadonlySet<StatusChoice>;
  environments: ReadonlySet<Environment>;
  /** resources; a key matches when it can read or write one of them */
  resources: ReadonlySet<Resource>;
  /** the keys of a finding of the Security check, as they were when it was opened */
  finding: { code: RiskCode; keyIds: ReadonlySet<string> } | null;
}

export const NO_FILTER: KeyFilter = {
  query: '',
  statuses: new Set(),
  environments: new Set(),
  resources: new Set(),
  finding: null,
};

/** The input of a filter: a key with its precomputed search values. */
export interface FilterableKey {
  key: Pick<ApiKey, 'id' | 'enabled' | 'environment' | 'scopes' | 'integration'>;
  /** the searchable text except the scopes: folded, one field a line */
  searchText: string;
  /**
   * the searchable text of the scopes, folded, one a line: separate, because many keys have the
   * same
   */
  scopeText: string;
  /** milliseconds since the epoch; infinity for a key without expiry */
  expiresAt: number;
}

export const isFiltering = (filter: KeyFilter): boolean =>
  filter.query.trim() !== '' ||
  filter.statuses.size > 0 ||
  filter.environments.size > 0 ||
  filter.resources.size > 0 ||
  filter.finding !== null;

/**
 * Folds line by line, or all at once when all are ASCII: a hundred thousand keys are folded before
 * the first search.
 */
function foldLines(fields: readonly string[]): string {
  const text = fields.join('\n');
  return NOT_PLAIN_LINES.test(text) ? fields.map(searchFold).join('\n') : text.toLowerCase();
}

const NOT_PLAIN_LINES = /[^ -~\n]| {2}/;

/** The searchable text of a key. */
export const searchedOf = (
  key: Pick<ApiKey, 'name' | 'integration' | 'note' | 'hint' | 'scopes'>,
): Pick<FilterableKey, 'searchText' | 'scopeText'> => ({
  // Replaces the ellipsis of a hint by three dots, as folding does, so that most texts stay ASCII.
  searchText: foldLines([key.name, key.integration, key.note, key.hint.replace('…', '...')]),
  scopeText: foldLines(key.scopes),
});

/** The status of an entry, without parsing a date. */
export const statusChoiceOf = (
  entry: Pick<FilterableKey, 'expiresAt'> & { key: Pick<ApiKey, 'enabled'> },
  now: number,
): StatusChoice => statusAt(entry.key.enabled, entry.expiresAt, now);

/**
 * Makes the test for an entry. Words match separately, so that "zoho write" finds a Zoho key with a
 * write permission. Only the needed tests are made.
 *
 * @returns null when everything matches
 */
export function makeTest(
  filter: KeyFilter,
  hideInactive: boolean,
  now: number,
): ((entry: FilterableKey) => boolean) | null {
  const { statuses, environments, resources, finding } = filter;
  const typed = parseFilter(filter.query);
  // A half-typed field is searched as plain text.
  const words = [...typed.words, ...typed.problems].map(searchFold);
  const tests: ((entry: FilterableKey) => boolean)[] = [];
  const wanted = [environments, new Set(typed.environments)].filter(({ size }) => size > 0);
  for (const set of wanted) tests.push(({ key }) => set.has(key.environment));
  // A filter for inactive keys shows them even when inactive keys are hidden.
  const chosen = [statuses, new Set(typed.statuses)].filter(({ size }) => size > 0);
  for (const set of chosen) tests.push((entry) => set.has(statusChoiceOf(entry, now)));
  if (finding !== null) tests.push(({ key }) => finding.keyIds.has(key.id));
  // A finding shows all of its keys, even when inactive keys are hidden.
  if (chosen.length === 0 && hideInactive && finding === null) {
    tests.push((entry) => statusChoiceOf(entry, now) === 'active');
  }
  for (const word of words) {
    tests.push(
      ({ searchText, scopeText }) => searchText.includes(word) || scopeText.includes(word),
    );
  }
  if (resources.size > 0) {
    tests.push(({ key }) => key.scopes.some((scope) => isAbout(scope, resources)));
  }
  if (typed.scopes.length > 0) {
    tests.push(({ key }) => typed.scopes.some((scope) => grants(key.scopes, scope)));
  }
  if (typed.integrations.length > 0) {
    tests.push(isOneOf(typed.integrations));
  }
  if (tests.length === 0) return null;
  return (entry) => tests.every((test) => test(entry));
}

/** The filter as text in the filter language, for reports and the command line. */
export function filterTextOf(filter: KeyFilter, hideInactive: boolean): string {
  const statuses =
    filter.statuses.size === 0 && hideInactive && parseFilter(filter.query).statuses.length === 0
      ? ['active']
      : [...filter.statuses];
  return [
    ...statuses.map((status) => filterPart('status', status)),
    ...[...filter.environments].map((environment) => filterPart('environment', environment)),
    ...[...filter.resources].map((resource) => filterPart('scope', resource)),
    filter.query.trim(),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Cached: many keys have the same integration. */
function isOneOf(integrations: readonly string[]): (entry: FilterableKey) => boolean {
  const wanted = new Set(integrations.map(integrationIdentity));
  const known = new Map<string, boolean>();
  return ({ key: { integration } }) => {
    const answer = known.get(integration) ?? wanted.has(integrationIdentity(integration));
    known.set(integration, answer);
    return answer;
  };
}

function isAbout(scope: Scope, resources: ReadonlySet<Resource>): boolean {
  const resource = parseScope(scope)?.resource;
  return resource !== undefined && isResource(resource) && resources.has(resource);
}

/** @param wanted `resource`, `resource:read` or `resource:write` */
function grants(scopes: readonly Scope[], wanted: string): boolean {
  const [resource = '', level] = wanted.split(':');
  const granted = levelFor(resource, scopes);
  return level === 'write' ? granted === 'write' : granted !== null;
}
