import type { CollectionName } from '../store/dataset';
import type { Answer, Call, Context } from './call';
import { API_PREFIX, KEYS_COLLECTION, USAGE_COLLECTION } from './call';
import { principalsOf } from './access';
import { isNotModified, timestampHeaders } from './preconditions';
import { collectionSchema } from './record-schema';

const VERSION = '1.0.0';

/** The version of the Kinto HTTP API that this endpoint follows. */
const HTTP_API_VERSION = '1.22';

const CAPABILITIES = {
  'api-key-verification': {
    description: 'Says whether a secret would be accepted: POST …/collections/api-keys/verify.',
    url: 'https://ownchat.com/docs/api-keys',
  },
  'api-key-usage': {
    description: 'Tells when and how often each key was used: the collection api-key-usage.',
    url: 'https://ownchat.com/docs/api-keys',
    collection: USAGE_COLLECTION,
  },
} as const;

/** `GET /v1/`: the server, its capabilities, and the user. */
export function hello(call: Call, { settings, user }: Context): Answer {
  return {
    status: 200,
    headers: {},
    body: {
      project_name: 'Ownchat local endpoint',
      project_version: VERSION,
      http_api_version: HTTP_API_VERSION,
      project_docs: 'https://docs.kinto-storage.org/',
      url: `${call.origin}${API_PREFIX}`,
      settings: { batch_max_requests: settings.batchMaxRequests, readonly: settings.isReadOnly },
      capabilities: Object.fromEntries(
        settings.capabilities.map((name) => [name, CAPABILITIES[name]]),
      ),
      ...(user === null ? {} : { user: { id: user.id, principals: principalsOf(user) } }),
    },
  };
}

export function getBucket(call: Call, context: Context): Answer {
  return place(call, context, { id: context.settings.bucket });
}

export function getCollection(call: Call, context: Context, collection: CollectionName): Answer {
  const schema =
    collection === KEYS_COLLECTION ? collectionSchema(context.settings.closedSchema) : undefined;
  return place(call, context, { id: collection, ...(schema ? { schema } : {}) }, collection);
}

/**
 * A bucket or a collection. The one of usage was created with the data file, and has not changed
 * since.
 */
function place(
  call: Call,
  { access, draft, user }: Context,
  data: Record<string, unknown>,
  collection?: CollectionName,
): Answer {
  const timestamp = draft.stampOf(collection === KEYS_COLLECTION ? 'collection' : 'bucket');
  const headers = timestampHeaders(timestamp);
  if (isNotModified(call, timestamp)) return { status: 304, headers, body: undefined };
  return {
    status: 200,
    headers,
    body: {
      data: { ...data, last_modified: timestamp },
      permissions: user ? access.permissionsFor(user, collection) : {},
    },
  };
}
