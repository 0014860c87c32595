import type { CollectionName, StoredRecord } from '../store/dataset';
import type { Answer, Call, Context } from './call';
import { invalid, notFound } from './kinto-error';
import {
  isNotModified,
  requirePrecondition,
  requireUnmodified,
  timestampHeaders,
} from './preconditions';
import { dataOf, requireValidRecord, withoutManaged } from './record-schema';

export function getRecord(call: Call, context: Context, collection: CollectionName): Answer {
  const record = existing(context, collection);
  if (isNotModified(call, record.last_modified)) {
    return { status: 304, headers: timestampHeaders(record.last_modified), body: undefined };
  }
  requireUnmodified(call, stateOf(record));
  return answer(200, record, context);
}

/** Creates or replaces. */
export function putRecord(call: Call, context: Context, collection: CollectionName): Answer {
  const { draft } = context;
  const id = recordId(context);
  requirePrecondition(call, { mayCreate: true });
  const record = find(context, collection);
  requireUnmodified(
    call,
    record ? stateOf(record) : { exists: false, timestamp: draft.timestamp(collection) },
  );
  const fields = { id, ...withoutManaged(dataOf(call.body)) };
  const stored = store(context, collection, id, fields);
  return answer(record ? 200 : 201, stored, context);
}

/** Changes the given fields. */
export function patchRecord(call: Call, context: Context, collection: CollectionName): Answer {
  const record = existing(context, collection);
  requirePrecondition(call, { mayCreate: false });
  requireUnmodified(call, stateOf(record));
  const fields = { ...withoutManaged(record), ...withoutManaged(dataOf(call.body)) };
  return answer(200, store(context, collection, record.id, fields), context);
}

export function deleteRecord(call: Call, context: Context, collection: CollectionName): Answer {
  const record = existing(context, collection);
  requirePrecondition(call, { mayCreate: false });
  requireUnmodified(call, stateOf(record));
  const tombstone = context.draft.remove(collection, record.id);
  return {
    status: 200,
    headers: timestampHeaders(tombstone.last_modified),
    body: { data: tombstone },
  };
}

function store(
  { draft, settings }: Context,
  collection: CollectionName,
  id: string,
  fields: Record<string, unknown>,
): StoredRecord {
  if (fields.id !== id) throw invalid('body', 'id', 'Object id does not match existing object');
  if (settings.checksRecords) requireValidRecord(fields, settings.closedSchema);
  return draft.put(collection, { ...fields, id });
}

const stateOf = (record: StoredRecord) => ({
  exists: true,
  timestamp: record.last_modified,
  record,
});

function answer(status: number, record: StoredRecord, { access, user }: Context): Answer {
  return {
    status,
    headers: timestampHeaders(record.last_modified),
    body: { data: record, permissions: user ? access.permissionsFor(user) : {} },
  };
}

/** Throws 404 when it does not exist, or was deleted. */
function existing(context: Context, collection: CollectionName): StoredRecord {
  const record = find(context, collection);
  if (record === undefined) throw notFound(recordId(context), 'record');
  return record;
}

function find(context: Context, collection: CollectionName): StoredRecord | undefined {
  const record = context.draft.find(collection, recordId(context));
  return record?.deleted === true ? undefined : record;
}

/** Kinto's form of an id. */
function recordId({ params }: Context): string {
  const id = params.record ?? '';
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_-]*$/.test(id)) throw invalid('path', null, 'Invalid object id');
  return id;
}
