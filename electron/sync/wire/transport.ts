import type { Failure } from '../../../shared/lib/failure';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import { networkFailure } from './network-failure';

/** What is asked of the network for one exchange, in the terms of `fetch`. */
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
  /** parsed; undefined when there was no body, or when it was not JSON and the status says that it failed */
  json: unknown;
}

/** A whole exchange takes no longer than this, however slowly the bytes drip. */
export const EXCHANGE_MS = 30_000;

/** No list is larger than this: a page of the longest records is far smaller. */
const MAX_REPLY_BYTES = 32 * 1024 * 1024;

/** What tells of a server, of a place, or of one record is no longer than this. */
export const SHORT_REPLY_BYTES = 256 * 1024;

/** Objects, lists and their members in one reply: a page of usage has a year of days for each of a thousand keys. */
const MAX_VALUES = 4_000_000;

/**
 * Asks once and reads the whole answer, within its limits of time and size. No cookies, no cache, no redirect.
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
  // Node keeps signals that it has made of a time or of others, and with them what listens: the request, its secrets included.
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

/** Where a redirect leads: the origin only, since the rest is whatever somebody wrote there. */
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

/** Deeper than any record nests. What is deeper may only be there to exhaust whoever walks through it. */
const MAX_DEPTH = 40;
const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA] = [...Buffer.from('"\\{}[],')];

/** Looked at before anything of it is built: what parses in a moment may take minutes to walk through. */
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
