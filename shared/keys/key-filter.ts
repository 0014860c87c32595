import type { ApiKeyRecord } from './api-key';
import { filterPart, parseFilter, startOfDay } from './filter-language';
import type {
  AccessChoice,
  ExpiresChoice,
  LastUsedChoice,
  ParsedFilter,
  RotationChoice,
  TextMatch,
} from './filter-language';
import { searchFold } from './name-identity';
import { statusAt } from './key-status';
import type { StatusChoice } from './key-status';
import { rotationDueAt } from './rotation-due';
import type { RiskCode } from './risks';
import { hasFullAccess, levelFor, parseScope } from './scopes';
import type { Scope } from './scopes';

/** The filter of the key table. */
export interface KeyFilter {
  /** in the filter language, e.g. `zoho scope:messages:write`; all filters but the finding are in it */
  query: string;
  /** the keys of a finding of the Security check, as they were when it was opened */
  finding: { code: RiskCode; keyIds: ReadonlySet<string> } | null;
}

export const NO_FILTER: KeyFilter = { query: '', finding: null };

/** The input of a filter: a key with its precomputed search values. */
export interface FilterableKey {
  key: Pick<
    ApiKeyRecord,
    | 'id'
    | 'enabled'
    | 'environment'
    | 'scopes'
    | 'integration'
    | 'owner'
    | 'tags'
    | 'createdBy'
    | 'createdAt'
    | 'lastUsedAt'
    | 'rotateEvery'
    | 'secretCreatedAt'
    | 'compromised'
  >;
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
  filter.query.trim() !== '' || filter.finding !== null;

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
  key: Pick<ApiKeyRecord, 'name' | 'integration' | 'note' | 'hint' | 'scopes' | 'owner' | 'tags'>,
): Pick<FilterableKey, 'searchText' | 'scopeText'> => {
  const { name, integration, note, hint, owner, tags } = key;
  return {
    // Replaces the ellipsis of a hint by three dots, as folding does, so that most texts stay ASCII.
    searchText: foldLines([name, integration, note, hint.replace('…', '...'), owner, ...tags]),
    scopeText: foldLines(key.scopes),
  };
};

/** The status of an entry, without parsing a date. */
export const statusChoiceOf = (
  entry: Pick<FilterableKey, 'expiresAt'> & { key: Pick<ApiKeyRecord, 'enabled'> },
  now: number,
): StatusChoice => statusAt(entry.key.enabled, entry.expiresAt, now);

type Test = (entry: FilterableKey) => boolean;

/**
 * Makes the test for an entry. Words match separately, so that "zoho write" finds a Zoho key with a
 * write permission. Only the needed tests are made.
 *
 * @returns null when everything matches
 */
export function makeTest(filter: KeyFilter, hideInactive: boolean, now: number): Test | null {
  const { words, test } = makeSearch(filter, hideInactive, now);
  if (words.length === 0) return test;
  return (entry) => words.every((word) => hasWord(entry, word)) && (test === null || test(entry));
}

const hasWord = ({ searchText, scopeText }: FilterableKey, word: string): boolean =>
  searchText.includes(word) || scopeText.includes(word);

/**
 * The same in two parts, for a list that finds words faster than key by key.
 *
 * @returns the folded words, all of which an entry must have, and the test for everything else
 */
export function makeSearch(
  filter: KeyFilter,
  hideInactive: boolean,
  now: number,
): { words: string[]; test: Test | null } {
  const { finding } = filter;
  const typed = parseFilter(filter.query);
  const tests = fieldTests(typed, now);
  if (finding !== null) tests.push(({ key }) => finding.keyIds.has(key.id));
  if (hidesInactive(filter, typed, hideInactive)) {
    tests.push((entry) => statusChoiceOf(entry, now) === 'active');
  }
  const [first, ...others] = tests;
  return {
    // A half-typed field is searched as plain text. Nothing is left of a word of accents only.
    words: [...typed.words, ...typed.problems].map(searchFold).filter((word) => word !== ''),
    test:
      first && others.length > 0 ? (entry) => tests.every((each) => each(entry)) : (first ?? null),
  };
}

/**
 * A filter for inactive keys shows them even when inactive keys are hidden, and a finding shows all
 * of its keys.
 */
const hidesInactive = (filter: KeyFilter, typed: ParsedFilter, hideInactive: boolean): boolean =>
  hideInactive &&
  filter.finding === null &&
  typed.status.length === 0 &&
  !typed.expires.includes('past');

/** A test for each field of the filter that has values, which are alternatives. */
function fieldTests(typed: ParsedFilter, now: number): Test[] {
  const tests: Test[] = [];
  const add = <V>(values: readonly V[], fits: (value: V, entry: FilterableKey) => boolean) => {
    if (values.length > 0) tests.push((entry) => values.some((value) => fits(value, entry)));
  };
  add(typed.environment, (value, { key }) => key.environment === value);
  add(typed.status, (value, entry) => statusChoiceOf(entry, now) === value);
  add(typed.scope, (value, { key }) => grants(key.scopes, value));
  add(typed.access, (value, { key }) => hasAccess(key.scopes, value));
  add(typed.expires, (value, { expiresAt }) => expires(expiresAt, value, now));
  add(typed.rotation, (value, { key }) => isDue(rotationDueAt(key), value, now));
  add(typed['last-used'].map(usedBefore(now)), (value, { key: { lastUsedAt } }) =>
    value === null ? lastUsedAt === null : lastUsedAt !== null && lastUsedAt < value,
  );
  add(typed.is, (_, { key }) => key.compromised !== null);
  add(typed.integration.map(textTest), (fits, { key }) => fits(key.integration));
  add(typed.owner.map(textTest), (fits, { key }) => fits(key.owner));
  add(typed['created-by'].map(textTest), (fits, { key }) => fits(key.createdBy));
  add(typed.tag, (value, { key }) => hasTag(key.tags, value));
  return tests;
}

/** Whether the passing of time can change which keys a query finds. */
export function queryChangesWithTime(query: string): boolean {
  const typed = parseFilter(query);
  const { status, expires: ends, rotation, 'last-used': used } = typed;
  return (
    status.length > 0 ||
    ends.some((value) => value !== 'none') ||
    rotation.some((value) => value !== 'none') ||
    used.some((value) => typeof value === 'object' && 'overDays' in value)
  );
}

/** The filter as text in the filter language, for reports and the command line. */
export function filterTextOf(filter: KeyFilter, hideInactive: boolean): string {
  const query = filter.query.trim();
  const isHiding = hidesInactive(filter, parseFilter(query), hideInactive);
  return [isHiding ? filterPart('status', 'active') : '', query]
    .filter((part) => part !== '')
    .join(' ');
}

const DAY_MS = 24 * 60 * 60 * 1000;

function expires(expiresAt: number, value: ExpiresChoice, now: number): boolean {
  if (value === 'none') return expiresAt === Number.POSITIVE_INFINITY;
  if (value === 'past') return expiresAt <= now;
  return expiresAt > now && expiresAt - now <= value.withinDays * DAY_MS;
}

/** @param due milliseconds since the epoch; null when no rotation is demanded */
function isDue(due: number | null, value: RotationChoice, now: number): boolean {
  if (value === 'none') return due === null;
  if (due === null) return false;
  if (value === 'overdue') return due <= now;
  return due > now && due - now <= value.withinDays * DAY_MS;
}

/**
 * The instant before which a key must have been used last, as in a record: such texts compare by
 * time. Null: never used.
 */
const usedBefore =
  (now: number) =>
  (value: LastUsedChoice): string | null => {
    if (value === 'never') return null;
    const bound = 'before' in value ? startOfDay(value.before) : now - value.overDays * DAY_MS + 1;
    return new Date(bound).toISOString();
  };

function hasAccess(scopes: readonly Scope[], level: AccessChoice): boolean {
  if (level === 'full') return hasFullAccess(scopes);
  // What an unreadable scope grants is not known: it is no permission to write, and none to read only.
  const levels = scopes.map((scope) => parseScope(scope)?.level);
  return level === 'write'
    ? levels.includes('write')
    : levels.every((each) => each === 'read') && levels.length > 0;
}

/** Cached: many keys have the same integration, owner or creator. */
function textTest(match: TextMatch): (text: string) => boolean {
  const fits = matchOf(match);
  const known = new Map<string, boolean>();
  return (text) => {
    const answer = known.get(text) ?? fits(searchFold(text.trim()));
    known.set(text, answer);
    return answer;
  };
}

/** @returns the test of a folded text */
function matchOf(match: TextMatch): (folded: string) => boolean {
  if (match.kind === 'none') return (folded) => folded === '';
  const wanted = searchFold(match.text.trim());
  return match.kind === 'is' ? (folded) => folded === wanted : (folded) => folded.includes(wanted);
}

function hasTag(tags: readonly string[], match: TextMatch): boolean {
  if (match.kind === 'none') return tags.length === 0;
  const fits = matchOf(match);
  return tags.some((tag) => fits(searchFold(tag)));
}

/** @param wanted `resource`, `resource:read` or `resource:write` */
function grants(scopes: readonly Scope[], wanted: string): boolean {
  const [resource = '', level] = wanted.split(':');
  const granted = levelFor(resource, scopes);
  return level === 'write' ? granted === 'write' : granted !== null;
}
