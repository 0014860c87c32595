import type { FastifyRequest } from 'fastify';
import type { Call } from '../protocol/call';
import { API_PREFIX } from '../protocol/call';

/** Converts a Fastify request to the protocol's form. */
export function toCall(request: FastifyRequest): Call {
  const origin = `${request.protocol}://${request.host}`;
  const url = new URL(request.url, origin);
  return {
    method: request.method,
    path: withoutPrefix(url.pathname),
    query: url.searchParams,
    headers: headersOf(request),
    body: request.body ?? undefined,
    origin,
    remoteAddress: request.ip,
  };
}

/** `/v1` is the root. A path outside it is unchanged, and not found. */
function withoutPrefix(path: string): string {
  if (path === API_PREFIX) return '/';
  return path.startsWith(`${API_PREFIX}/`) ? path.slice(API_PREFIX.length) : `/..${path}`;
}

export function headersOf(request: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
