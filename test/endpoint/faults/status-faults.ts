import type { Answer, Call } from '../protocol/call';
import { ERRNO, KintoError } from '../protocol/kinto-error';
import { refusal } from '../protocol/service';
import type { StoredRecord } from '../store/dataset';
import type { FaultOptions } from './fault-options';

/**
 * Refusals: nothing is done, and the client is told so. Inside a batch they affect single requests.
 */
export type StatusFault = keyof typeof STATUS_FAULTS;

type Refuse = (options: FaultOptions, existing: StoredRecord | undefined) => KintoError;

const DEFAULT_RETRY_AFTER = 3;

const simply =
  (status: number, errno: number, message: string): Refuse =>
  ({ retryAfter }) =>
    new KintoError(
      status,
      errno,
      message,
      undefined,
      retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) },
    );

const later =
  (status: number, errno: number, message: string): Refuse =>
  ({ retryAfter = DEFAULT_RETRY_AFTER }) =>
    new KintoError(status, errno, message, undefined, { 'Retry-After': String(retryAfter) });

export const STATUS_FAULTS = {
  '400': simply(400, ERRNO.invalidParameters, 'Invalid parameters'),
  '401': simply(401, ERRNO.missingAuthToken, 'Please authenticate yourself to use this endpoint.'),
  '403': simply(403, ERRNO.forbidden, 'This user cannot access this resource.'),
  '404': simply(404, ERRNO.missingResource, 'The resource you are looking for could not be found.'),
  '409': (_options, existing) =>
    new KintoError(409, ERRNO.constraintViolated, 'Conflict of field name on another record', {
      field: 'name',
      ...(existing ? { record: existing } : {}),
    }),
  '410': simply(
    410,
    ERRNO.serviceDeprecated,
    'The service you are trying to connect no longer exists.',
  ),
  '412': (_options, existing) =>
    new KintoError(
      412,
      ERRNO.modifiedMeanwhile,
      'Resource was modified meanwhile',
      existing && { existing },
      existing ? { ETag: `"${existing.last_modified}"` } : {},
    ),
  '413': simply(413, ERRNO.requestTooLarge, 'The request body is too large.'),
  '428': simply(428, ERRNO.missingParameters, 'This request needs If-Match.'),
  '429': later(429, ERRNO.clientReachedCapacity, 'Too many requests'),
  '500': simply(
    500,
    ERRNO.undefined,
    'A programmatic error occurred, developers have been informed.',
  ),
  '503': later(
    503,
    ERRNO.backend,
    'Service temporary unavailable due to overloading or maintenance.',
  ),
} as const satisfies Record<string, Refuse>;

/** @param existing the record of the call, if there is one */
export const refuse = (
  name: StatusFault,
  options: FaultOptions,
  existing: StoredRecord | undefined,
): Answer => refusal(STATUS_FAULTS[name](options, existing));

/** The id at the end of a call's path; null when it concerns no single record. */
export const recordIdOf = ({ path }: Call): string | null =>
  /\/records\/([^/]+)$/.exec(path)?.[1] ?? null;
