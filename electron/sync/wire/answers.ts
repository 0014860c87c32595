import { z } from 'zod';
import type { Failure } from '../../../shared/lib/failure';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import { redact } from '../../lib/redact';
import { retryAfterOf } from '../decisions/advice';
import { reading } from './contract-types';
import type { Reply } from './transport';
import { readAs } from '../../lib/read-as';

// Schemas of the endpoint's answers. An answer is untrusted until it is parsed.

/** Upper bound for the requests of a batch, however many the server accepts. */
const MAX_REQUESTS = 1_000;

const words = z.string().max(200).catch('');
export const helloSchema = reading(
  'Hello',
  z.object({
    project_name: words,
    project_version: words,
    http_api_version: words,
    settings: z
      .object({
        batch_max_requests: z
          .int()
          .min(1)
          .transform((most) => Math.min(most, MAX_REQUESTS))
          .catch(25),
        readonly: z.boolean().optional().catch(undefined),
      })
      .catch({ batch_max_requests: 25 }),
    capabilities: z.record(z.string().max(100), z.unknown()).catch({}),
    user: z.object({ id: words }).optional().catch(undefined),
  }),
);
/** The answer to `GET /v1/`. */
export type Hello = z.infer<typeof helloSchema>;

export const placeSchema = reading(
  'Place',
  z.object({
    data: z.object({ id: z.string().max(255), last_modified: z.int().nonnegative() }),
    permissions: z
      .object({ write: z.array(z.unknown()).optional() })
      .optional()
      .catch(undefined),
  }),
);

export const listSchema = reading(
  'KeyList',
  reading('UsageList', z.object({ data: z.array(z.unknown()) })),
);

export const batchSchema = reading(
  'BatchAnswer',
  z.object({
    responses: z.array(
      z.object({
        status: z.int(),
        headers: z.record(z.string(), z.string()).catch({}),
        body: z.unknown(),
      }),
    ),
  }),
);

/** Parses an answer by a schema. */
export function parse<S extends z.ZodType>(schema: S, reply: Reply): Result<z.infer<S>> {
  const parsed = readAs(schema, reply.json);
  return parsed.success
    ? ok(parsed.data)
    : fail({ code: 'endpoint-not-understood', problem: 'unexpected' });
}

const saidSchema = reading('Error', z.object({ message: z.string() }).partial());
const CONTROL = /\p{Cc}+/gu;

/** The endpoint's error message; untrusted text. */
export function wordsOf(body: unknown): string | null {
  const said = readAs(saidSchema, body).data?.message ?? '';
  const text = redact(said.slice(0, 2_000)).replaceAll(CONTROL, ' ').trim();
  return text === '' ? null : Array.from(text).slice(0, 300).join('');
}

/** The failure for an HTTP status. */
export function statusFailure({ status, headers, json }: Reply): Failure {
  const said = wordsOf(json);
  const message = said === null ? {} : { message: said };
  switch (status) {
    case 401:
      return { code: 'endpoint-sign-in' };
    case 403:
    // The server is read-only.
    case 405:
      return { code: 'endpoint-forbidden' };
    case 404:
      return { code: 'endpoint-not-found' };
    case 410:
      return { code: 'endpoint-replaced', ...message };
    case 429:
    case 503:
      return { code: 'endpoint-busy', waitMs: retryAfterOf(headers.get('retry-after')) };
    default:
      return { code: 'endpoint-error', status, ...message };
  }
}

/** The query of a link, which may be relative; empty when there is none. */
export const queryOf = (link: string, base: string): string =>
  URL.canParse(link, base) ? new URL(link, base).search.slice(1) : '';

/**
 * Compressing proxies turn `"1234"` into `W/"1234"`, `"1234-gzip"`, `"1234"-gzip` or `"1234;br"`.
 * Any other suffix makes it another ETag.
 */
const PACKED = '(?:[-;+.:]{1,2}(?:gzip|gz|br|brotli|zstd|deflate|df))?';
const ETAG = new RegExp(`^(?:W/)?(?:"(\\d{1,15})${PACKED}"|(\\d{1,15}))${PACKED}$`, 'i');

/**
 * The number in an ETag, without a proxy's suffix.
 *
 * @returns null when there is none, or when several differ
 */
export function etagOf(header: string | null): number | null {
  const numbers = (header ?? '').split(',').map((etag) => {
    const [, quoted, bare] = ETAG.exec(etag.trim()) ?? [];
    return quoted ?? bare;
  });
  const [first, ...others] = numbers;
  return first === undefined || others.some((other) => other !== first) ? null : Number(first);
}
