import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import type { ClientRequest, IncomingMessage, Session } from 'electron';
import { net } from 'electron';

/** One request, in the terms of `fetch`. */
export interface OneRequest {
  method: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/** Statuses whose reply has no body: `Response` refuses one. */
const WITHOUT_BODY: readonly number[] = [204, 205, 304];

/**
 * One HTTP exchange over Chromium's network, without cookies, cache or stored logins. A redirect is returned as the
 * reply that it is and never followed.
 *
 * `session.fetch` builds the reply inside an event of Electron's, where a header or a status that `Response` refuses
 * becomes an uncaught exception. Here every refusal rejects this promise.
 *
 * @throws the signal's reason, or an Error whose message has Chromium's name for what failed (`net::ERR_…`)
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

/** @throws Error when the status is none that HTTP has for a whole reply */
function responseOf(incoming: IncomingMessage, request: ClientRequest): Response {
  const { statusCode } = incoming;
  if (statusCode < 200 || statusCode > 599) {
    request.abort();
    throw new Error(`net::ERR_INVALID_HTTP_RESPONSE: status ${statusCode}`);
  }
  const headers = headersOf(incoming.rawHeaders);
  if (WITHOUT_BODY.includes(statusCode)) return new Response(null, { status: statusCode, headers });
  // Electron's type leaves out that its message is a stream of Node's.
  const stream = incoming as unknown as Readable;
  stream.once('close', () => {
    // The reader has had enough: the rest shall not be fetched.
    if (!stream.readableEnded) request.abort();
  });
  const body = Readable.toWeb(stream) as WebStream<Uint8Array>;
  return new Response(body, { status: statusCode, headers });
}

/**
 * The headers as fetch defines them, in which each character of a value is one byte of it.
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
      // A name or a value that HTTP does not allow tells sync nothing.
    }
  }
  return headers;
}
