import type { Failure } from '../../../shared/lib/failure';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import { networkFailure } from './network-failure';

/** The `fetch` options of one exchange. */
interface ExchangeInit {
  method: Outgoing['method'];
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
  redirect: 'manual';
  credentials: 'omit';
  cache: 'no-store';
}

/** The network as sync uses it: Electron's in the app, Node's in tests. */
export type Fetch = (url: string, init: ExchangeInit) => Promise<Response>;

export interface Outgoing {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  /** sent as JSON */
  body?: unknown;
}

export interface Reply {
  status: number;
  headers: Headers;
  /** parsed JSON; undefined without a body, or when the body of an error is not JSON */
  json: unknown;
}

/** Deadline for a whole exchange, however slowly bytes arrive. */
export const EXCHANGE_MS = 30_000;

/** Size limit of a list; a page of the longest records is far smaller. */
const MAX_REPLY_BYTES = 32 * 1024 * 1024;

/** Size limit of answers about a server, a place or one record. */
export const SHORT_REPLY_BYTES = 256 * 1024;

/**
 * Limit of JSON values in one reply: a page of usage has a year of days for each of a thousand
 * keys.
 */
const MAX_VALUES = 4_000_000;

/**
 * Sends one request and reads the whole answer, within limits of time and size. No cookies, no
 * cache, no redirects.
 *
 * @returns any answer that could be read, whatever its status; else why there was none
 */
export async function exchange(
  fetcher: Fetch,
  request: Outgoing,
  signal: AbortSignal,
  { ms = EXCHANGE_MS, bytes: most = MAX_REPLY_BYTES }: { ms?: number; bytes?: number } = {},
): Promise<Result<Reply>> {
  if (signal.aborted) return fail({ code: 'sync-cancelled' });
  // Node retains `AbortSignal.timeout` and `AbortSignal.any` with their listeners, and through them
  // the request with its secrets. A controller of our own avoids that.
  const end = new AbortController();
  let isSlow = false;
  const stop = () => end.abort(signal.reason);
  signal.addEventListener('abort', stop);
  const limit = setTimeout(() => {
    isSlow = true;
    end.abort();
  }, ms);
  try {
    const response = await fetcher(request.url, {
      method: request.method,
      headers: {
        Accept: 'application/json',
        ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...request.headers,
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      signal: end.signal,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
    });
    if (isRedirect(response)) {
      await response.body?.cancel();
      return fail({ code: 'endpoint-redirects', to: targetOf(response, request.url) });
    }
    const bytes = await readUpTo(response, most);
    if (bytes === null) return fail({ code: 'endpoint-too-much' });
    return replyOf(response, bytes);
  } catch (error) {
    if (signal.aborted) return fail({ code: 'sync-cancelled' });
    if (isSlow) return fail({ code: 'endpoint-unreachable', problem: 'too-slow' });
    return fail(networkFailure(error));
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', stop);
  }
}

const isRedirect = ({ status, type }: Response): boolean =>
  type === 'opaqueredirect' || (status >= 300 && status < 400 && status !== 304);

/** Where a redirect leads: only the origin, since the rest is attacker-controlled text. */
function targetOf({ headers }: Response, from: string): string | null {
  const location = headers.get('location');
  if (location === null || !URL.canParse(location, from)) return null;
  return new URL(location, from).origin.slice(0, 200);
}

async function readUpTo(response: Response, limit: number): Promise<Buffer | null> {
  if (Number(response.headers.get('content-length') ?? 0) > limit) {
    await response.body?.cancel();
    return null;
  }
  if (response.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > limit) {
      await reader.cancel();
      return null;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

function replyOf(response: Response, bytes: Buffer): Result<Reply> {
  const { status, headers } = response;
  const notUnderstood = (problem: 'web-page' | 'cut-short' | 'unexpected'): Result<Reply> => {
    if (!response.ok) return ok({ status, headers, json: undefined });
    const failure: Failure = { code: 'endpoint-not-understood', problem };
    return fail(failure);
  };
  if (bytes.length === 0) return ok({ status, headers, json: undefined });
  const type = headers.get('content-type') ?? '';
  if (/html/i.test(type)) return notUnderstood('web-page');
  if (!/json/i.test(type)) return notUnderstood('unexpected');
  const shape = shapeOf(bytes);
  if (shape === 'deep') return notUnderstood('unexpected');
  if (shape === 'many') {
    return response.ok ? fail({ code: 'endpoint-too-much' }) : notUnderstood('unexpected');
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return ok({ status, headers, json: JSON.parse(text) as unknown });
  } catch {
    return notUnderstood('cut-short');
  }
}

/** Deeper than any record. Deeper nesting may be an attack on recursive code. */
const MAX_DEPTH = 40;
const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA] = [...Buffer.from('"\\{}[],')];

/** Checked before parsing: JSON that parses quickly may take minutes to traverse. */
function shapeOf(json: Buffer): 'deep' | 'many' | 'fine' {
  let depth = 0;
  let values = 0;
  let isText = false;
  for (let index = 0; index < json.length; index += 1) {
    const byte = json[index];
    if (byte === QUOTE) isText = !isText;
    else if (isText) index += byte === BACKSLASH ? 1 : 0;
    else if (byte === COMMA) values += 1;
    else if (byte === OPEN || byte === OPEN_LIST) {
      depth += 1;
      values += 1;
    } else if (byte === CLOSE || byte === CLOSE_LIST) depth -= 1;
    if (depth > MAX_DEPTH) return 'deep';
    if (values > MAX_VALUES) return 'many';
  }
  return 'fine';
}
