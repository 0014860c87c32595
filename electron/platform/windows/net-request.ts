import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import type { ClientRequest, IncomingMessage, Session } from 'electron';
import { net } from 'electron';

/** The `fetch` options of one request. */
export interface OneRequest {
  method: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/** Statuses without a body: `Response` rejects one. */
const WITHOUT_BODY: readonly number[] = [204, 205, 304];

/**
 * One HTTP exchange over Chromium's network, without cookies, cache or stored logins. A redirect is
 * returned and not followed.
 *
 * `session.fetch` builds the reply in an Electron event, where a header or status that `Response`
 * rejects becomes an uncaught exception. Here it rejects this promise.
 *
 * @throws the signal's reason, or an Error whose message has Chromium's error name (`net::ERR_…`)
 */
export function netRequest(
  session: Session,
  url: string,
  { method, headers, body, signal }: OneRequest,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = net.request({
      session,
      url,
      method,
      headers,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
    });
    const stop = () => {
      reject(signal.reason as Error);
      request.abort();
    };
    signal.addEventListener('abort', stop, { once: true });
    request.on('error', reject);
    request.on('redirect', (status, _method, location) => {
      request.abort();
      settle(resolve, reject, () => new Response(null, { status, headers: { location } }));
    });
    request.on('response', (incoming) => {
      settle(resolve, reject, () => responseOf(incoming, request));
    });
    request.end(body);
  });
}

function settle(
  resolve: (response: Response) => void,
  reject: (error: unknown) => void,
  make: () => Response,
): void {
  try {
    resolve(make());
  } catch (error) {
    reject(error);
  }
}

/** @throws Error when the status is not a final HTTP status */
function responseOf(incoming: IncomingMessage, request: ClientRequest): Response {
  const { statusCode } = incoming;
  if (statusCode < 200 || statusCode > 599) {
    request.abort();
    throw new Error(`net::ERR_INVALID_HTTP_RESPONSE: status ${statusCode}`);
  }
  const headers = headersOf(incoming.rawHeaders);
  if (WITHOUT_BODY.includes(statusCode)) return new Response(null, { status: statusCode, headers });
  // Electron's type omits that the message is a Node stream.
  const stream = incoming as unknown as Readable;
  stream.once('close', () => {
    // The reader has cancelled; stop the download.
    if (!stream.readableEnded) request.abort();
  });
  const body = Readable.toWeb(stream) as WebStream<Uint8Array>;
  return new Response(body, { status: statusCode, headers });
}

/**
 * The headers as `fetch` defines them: each character of a value is one byte.
 *
 * @param raw names and values in turn; Electron has decoded the values as UTF-8
 */
function headersOf(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const value = Buffer.from(raw[index + 1] ?? '', 'utf8').toString('latin1');
    try {
      headers.append(raw[index] ?? '', value);
    } catch {
      // Sync needs no header with an invalid name or value.
    }
  }
  return headers;
}
