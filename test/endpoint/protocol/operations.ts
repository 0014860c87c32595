import type { CollectionName } from '../store/dataset';
import { forbidden } from './access';
import { batch } from './batch';
import type { Answer, Call, Context } from './call';
import { KEYS_COLLECTION, USAGE_COLLECTION } from './call';
import { ERRNO, KintoError, notFound } from './kinto-error';
import { getBucket, getCollection, hello } from './places';
import { countRecords, flushRecords, listRecords } from './record-list';
import { deleteRecord, getRecord, patchRecord, putRecord } from './single-record';
import { verify } from './verification';

type Handler = (call: Call, context: Context) => Answer;
type CollectionHandler = (call: Call, context: Context, collection: CollectionName) => Answer;

const COLLECTION = '/buckets/:bucket/collections/:collection';

/** All paths and their methods, for HTTP and batches. */
const OPERATIONS: readonly [path: string, methods: Record<string, Handler>][] = [
  ['/', { GET: hello }],
  ['/batch', { POST: batch }],
  ['/buckets/:bucket', { GET: inBucket('read', getBucket) }],
  [COLLECTION, { GET: inCollection('read', getCollection) }],
  [
    `${COLLECTION}/records`,
    {
      GET: inCollection('read', listRecords),
      HEAD: inCollection('read', countRecords),
      DELETE: inCollection('write', flushRecords),
    },
  ],
  [
    `${COLLECTION}/records/:record`,
    {
      GET: inCollection('read', getRecord),
      PUT: inCollection('write', putRecord),
      PATCH: inCollection('write', patchRecord),
      DELETE: inCollection('write', deleteRecord),
    },
  ],
  [`${COLLECTION}/verify`, { POST: inCollection('read', verifyIn) }],
];

/** @returns the handler, and the named parts of the path. Throws 404 or 405. */
export function operationFor({ method, path }: Call): {
  handle: Handler;
  params: Record<string, string>;
} {
  for (const [pattern, methods] of OPERATIONS) {
    const params = match(pattern, path);
    if (params === null) continue;
    const handle = methods[method] ?? (method === 'HEAD' ? methods.GET : undefined);
    if (handle) return { handle, params };
    throw notAllowed({ Allow: Object.keys(methods).join(', ') });
  }
  throw new KintoError(
    404,
    ERRNO.missingResource,
    'The resource you are looking for could not be found.',
  );
}

const notAllowed = (headers: Record<string, string> = {}): KintoError =>
  new KintoError(
    405,
    ERRNO.methodNotAllowed,
    'Method not allowed on this endpoint.',
    undefined,
    headers,
  );

function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part !== segment) return null;
  }
  return params;
}

function inBucket(level: 'read' | 'write', handle: Handler): Handler {
  return (call, context) => {
    requireBucket(context);
    context.access.require(context.user, level);
    return handle(call, context);
  };
}

function inCollection(level: 'read' | 'write', handle: CollectionHandler): Handler {
  return (call, context) => {
    requireBucket(context);
    if (level === 'write' && context.settings.isReadOnly) throw notAllowed();
    const name = context.params.collection ?? '';
    if (!exists(name, context)) throw notFound(name, 'collection');
    context.access.require(context.user, level, name);
    return handle(call, context, name);
  };
}

/** As in Kinto, a user without access does not learn whether a bucket exists. */
function requireBucket({ access, user, params, settings }: Context): void {
  access.requireUser(user);
  if (params.bucket !== settings.bucket) throw forbidden();
}

function exists(name: string, { settings }: Context): name is CollectionName {
  return (
    name === KEYS_COLLECTION ||
    (name === USAGE_COLLECTION && settings.capabilities.includes('api-key-usage'))
  );
}

function verifyIn(call: Call, context: Context, collection: CollectionName): Answer {
  const isThere =
    collection === KEYS_COLLECTION &&
    context.settings.capabilities.includes('api-key-verification');
  if (!isThere) throw notFound('verify', 'record');
  return verify(call, context);
}
