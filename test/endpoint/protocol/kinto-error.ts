/**
 * The error numbers of the Kinto API that this endpoint uses (Kinto documentation, "Error
 * responses").
 */
export const ERRNO = {
  missingAuthToken: 104,
  badJson: 106,
  invalidParameters: 107,
  missingParameters: 108,
  invalidResourceId: 110,
  missingResource: 111,
  requestTooLarge: 113,
  modifiedMeanwhile: 114,
  methodNotAllowed: 115,
  clientReachedCapacity: 117,
  forbidden: 121,
  constraintViolated: 122,
  backend: 201,
  serviceDeprecated: 202,
  undefined: 999,
} as const;

const TITLES: Record<number, string> = {
  400: 'Invalid parameters',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

const INFO = 'https://docs.kinto-storage.org/en/stable/api/1.x/errors.html';

/** One problem of a request, as in Kinto's `details`. */
interface ParameterProblem {
  location: 'path' | 'querystring' | 'header' | 'body';
  name: string | null;
  description: string;
}

/** An answer other than success; thrown anywhere, and sent in Kinto's form. */
export class KintoError extends Error {
  constructor(
    readonly status: number,
    readonly errno: number,
    message: string,
    readonly details?: unknown,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }

  body(): Record<string, unknown> {
    return {
      code: this.status,
      errno: this.errno,
      error: TITLES[this.status] ?? 'Error',
      message: this.message,
      info: INFO,
      ...(this.details === undefined ? {} : { details: this.details }),
    };
  }
}

/** 400 with the one problem in `message` and in `details`. */
export function invalid(
  location: ParameterProblem['location'],
  name: string | null,
  description: string,
): KintoError {
  return invalidAll([{ location, name, description }]);
}

/** 400: the first problem in `message`, all of them in `details`. */
export function invalidAll(problems: [ParameterProblem, ...ParameterProblem[]]): KintoError {
  const [{ location, name, description }] = problems;
  const where = name === null ? location : `${name} in ${location}`;
  return new KintoError(400, ERRNO.invalidParameters, `${where}: ${description}`, problems);
}

export function notFound(id: string, resource: 'bucket' | 'collection' | 'record'): KintoError {
  return new KintoError(404, ERRNO.invalidResourceId, `The ${resource} could not be found.`, {
    id,
    resource_name: resource,
  });
}
