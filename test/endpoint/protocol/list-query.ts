import type { StoredRecord } from '../store/dataset';
import type { Call } from './call';
import { invalid } from './kinto-error';

/** Filter and order of a list. */
interface ListQuery {
  /** only changes after this, tombstones included */
  since: number | null;
  /** only changes before this, tombstones included */
  before: number | null;
  /** by `last_modified`, oldest first or newest first */
  ascending: boolean;
  /** records on a page */
  limit: number;
  /** the `last_modified` of the previous page's last record */
  after: number | null;
}

/** Parameters that Kinto accepts and that have no effect here. */
const IGNORED = new Set(['_expected']);

/** @param mostRecords the server's page limit; a larger `_limit` is reduced to it, as in Kinto */
export function parseListQuery(query: URLSearchParams, mostRecords: number): ListQuery {
  const parsed: ListQuery = {
    since: null,
    before: null,
    ascending: false,
    limit: mostRecords,
    after: null,
  };
  for (const [name, value] of query) {
    if (name === '_since') parsed.since = timestamp(name, value);
    else if (name === '_before') parsed.before = timestamp(name, value);
    else if (name === '_sort') parsed.ascending = parseSort(value);
    else if (name === '_limit') parsed.limit = Math.min(parseLimit(value), mostRecords);
    else if (name === '_token') parsed.after = parseToken(value);
    else if (!IGNORED.has(name)) {
      throw invalid('querystring', name, `Unknown filter field '${name}'`);
    }
  }
  return parsed;
}

/** @returns the page, and the token of the next one; null on the last page */
export function selectPage(
  records: readonly StoredRecord[],
  { since, before, ascending, limit, after }: ListQuery,
): { page: StoredRecord[]; nextToken: string | null } {
  const direction = ascending ? 1 : -1;
  const shown = records
    .filter(
      ({ deleted, last_modified: at }) =>
        (deleted !== true || since !== null || before !== null) &&
        (since === null || at > since) &&
        (before === null || at < before) &&
        (after === null || (at - after) * direction > 0),
    )
    .toSorted((a, b) => (a.last_modified - b.last_modified) * direction);
  const page = shown.slice(0, limit);
  const last = page.at(-1);
  return {
    page,
    nextToken: last !== undefined && shown.length > limit ? writeToken(last.last_modified) : null,
  };
}

/** The address of the next page: the same query with the token and the effective limit. */
export function nextPageUrl({ origin, path, query }: Call, token: string, limit: number): string {
  const next = new URLSearchParams(query);
  next.set('_limit', String(limit));
  next.set('_token', token);
  return `${origin}/v1${path}?${next}`;
}

/** Kinto accepts timestamps quoted, like an ETag, or bare. */
function timestamp(name: string, value: string): number {
  const digits = /^(?:"(\d{1,15})"|(\d{1,15}))$/.exec(value);
  if (!digits) throw invalid('querystring', name, `Invalid value for ${name}`);
  return Number(digits[1] ?? digits[2]);
}

function parseSort(value: string): boolean {
  const match = /^([+\- ]?)last_modified$/.exec(value);
  if (!match) throw invalid('querystring', null, `Unknown sort field '${value}'`);
  return match[1] !== '-';
}

function parseLimit(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) {
    throw invalid('querystring', '_limit', '_limit should be an integer greater than 0');
  }
  return Number(value);
}

const writeToken = (lastModified: number): string =>
  Buffer.from(JSON.stringify({ last_object: { last_modified: lastModified } })).toString(
    'base64url',
  );

function parseToken(token: string): number {
  try {
    const { last_object: last } = JSON.parse(Buffer.from(token, 'base64url').toString()) as {
      last_object: { last_modified: unknown };
    };
    if (Number.isSafeInteger(last.last_modified)) return Number(last.last_modified);
  } catch {
    // Refused below: a client is not told what is wrong with a token.
  }
  throw invalid('querystring', null, '_token has invalid content');
}
