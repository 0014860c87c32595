import type { CollectionName } from '../store/dataset';
import type { Answer, Call, Context } from './call';
import { nextPageUrl, parseListQuery, selectPage } from './list-query';
import {
  isNotModified,
  requirePrecondition,
  requireUnmodified,
  timestampHeaders,
} from './preconditions';

const NO_CACHE = { 'Cache-Control': 'no-cache, no-store' };

/** `GET …/records`: a page of the collection or of its changes. */
export function listRecords(call: Call, context: Context, collection: CollectionName): Answer {
  const { draft, settings } = context;
  const timestamp = draft.timestamp(collection);
  const headers: Record<string, string> = { ...timestampHeaders(timestamp), ...NO_CACHE };
  if (isNotModified(call, timestamp)) return { status: 304, headers, body: undefined };
  requireUnmodified(call, { exists: true, timestamp });
  const query = parseListQuery(call.query, settings.maxFetchSize);
  const { page, nextToken } = selectPage(draft.all(collection), query);
  if (nextToken !== null) headers['Next-Page'] = nextPageUrl(call, nextToken, query.limit);
  return { status: 200, headers, body: { data: page } };
}

/** `HEAD …/records`: the count. Kinto returns it only here, since counting is expensive. */
export function countRecords(call: Call, context: Context, collection: CollectionName): Answer {
  const { headers, status } = listRecords(call, context, collection);
  const query = parseListQuery(call.query, context.settings.maxFetchSize);
  const { page } = selectPage(context.draft.all(collection), {
    ...query,
    limit: Number.POSITIVE_INFINITY,
    after: null,
  });
  const count = String(page.length);
  const { 'Next-Page': _, ...others } = headers;
  return {
    status,
    headers: { ...others, 'Total-Records': count, 'Total-Objects': count },
    body: undefined,
  };
}

/** `DELETE …/records`: every record becomes a tombstone. */
export function flushRecords(call: Call, context: Context, collection: CollectionName): Answer {
  const { draft } = context;
  requirePrecondition(call, { mayCreate: false });
  requireUnmodified(call, { exists: true, timestamp: draft.timestamp(collection) });
  const gone = draft
    .all(collection)
    .filter(({ deleted }) => deleted !== true)
    .map(({ id }) => draft.remove(collection, id));
  return {
    status: 200,
    headers: timestampHeaders(draft.timestamp(collection)),
    body: { data: gone },
  };
}
