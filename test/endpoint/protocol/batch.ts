import { z } from 'zod';
import type { Answer, Call, Context } from './call';
import { API_PREFIX } from './call';
import { ERRNO, KintoError, invalid } from './kinto-error';

const requestSchema = z.strictObject({
  method: z.enum(['GET', 'HEAD', 'DELETE', 'POST', 'PUT', 'PATCH']).optional(),
  path: z.string().regex(/^\//).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.record(z.string(), z.unknown()).optional(),
});
type BatchRequest = z.infer<typeof requestSchema>;

const batchSchema = z.strictObject({
  defaults: requestSchema.optional(),
  requests: z.array(requestSchema),
});

/**
 * `POST /v1/batch`: the requests in order, in one transaction. A refused one (4xx) does not affect
 * the others; a failed one (5xx) fails the whole batch, and nothing of it is stored.
 */
export function batch(call: Call, context: Context): Answer {
  const parsed = batchSchema.safeParse(call.body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid('body', issue?.path.join('.') ?? null, issue?.message ?? 'Invalid batch');
  }
  const { defaults = {}, requests } = parsed.data;
  const { batchMaxRequests } = context.settings;
  if (requests.length > batchMaxRequests) {
    throw invalid('body', 'requests', `Number of requests is limited to ${batchMaxRequests}`);
  }
  const responses = requests.map((request) => {
    const inner = innerCall(call, merge(defaults, request));
    return tell(inner, failWhole(context.again(inner)));
  });
  return { status: 200, headers: {}, body: { responses } };
}

function merge(defaults: BatchRequest, request: BatchRequest): BatchRequest {
  return {
    ...defaults,
    ...request,
    headers: { ...defaults.headers, ...request.headers },
    body: mergeBodies(defaults.body, request.body),
  };
}

/** One level suffices for `{data: {…}}`; Kinto merges mappings recursively. */
function mergeBodies(defaults: BatchRequest['body'], body: BatchRequest['body']) {
  if (!defaults || !body) return body ?? defaults;
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const merged: Record<string, unknown> = { ...defaults, ...body };
  for (const [name, value] of Object.entries(body)) {
    const inherited = defaults[name];
    if (isObject(inherited) && isObject(value)) merged[name] = { ...inherited, ...value };
  }
  return merged;
}

/** A request inherits the headers of the batch, `Authorization` included. */
function innerCall(outer: Call, { method = 'GET', path, headers = {}, body }: BatchRequest): Call {
  if (path === undefined) throw invalid('body', 'path', 'Required');
  const url = new URL(path, outer.origin);
  const inner = url.pathname.startsWith(`${API_PREFIX}/`)
    ? url.pathname.slice(API_PREFIX.length)
    : url.pathname;
  if (inner === '/batch') {
    throw invalid('body', 'requests', 'Recursive call on /batch endpoint is forbidden.');
  }
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    ...outer,
    method,
    path: inner,
    query: url.searchParams,
    headers: { ...outer.headers, ...(Object.fromEntries(own) as Record<string, string>) },
    body,
  };
}

function failWhole(answer: Answer): Answer {
  if (answer.status < 500) return answer;
  throw new KintoError(503, ERRNO.backend, 'A request of the batch failed.', undefined, {
    'Retry-After': answer.headers['Retry-After'] ?? '3',
  });
}

const tell = ({ path }: Call, { status, headers, body }: Answer) => ({
  status,
  path: `${API_PREFIX}${path}`,
  headers,
  body: body ?? {},
});
