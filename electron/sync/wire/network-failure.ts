import type { Failure } from '../../../shared/lib/failure';

type Unreachable = Extract<Failure, { code: 'endpoint-unreachable' }>['problem'];
type Certificate = Extract<Failure, { code: 'endpoint-certificate' }>['problem'];

/** Chromium's names (`net::ERR_…`) and Node's error codes for the same thing. */
const UNREACHABLE: [RegExp, Unreachable][] = [
  [/NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|DNS_|ENOTFOUND|EAI_/, 'no-name'],
  [/CONNECTION_REFUSED|ECONNREFUSED/, 'refused'],
  [/PROXY|TUNNEL_CONNECTION/, 'proxy'],
  [/INTERNET_DISCONNECTED|NETWORK_CHANGED|NETWORK_IO_SUSPENDED|ENETDOWN/, 'offline'],
  [/ADDRESS_UNREACHABLE|ENETUNREACH|EHOSTUNREACH/, 'offline'],
  [/TIMED_OUT|ETIMEDOUT|_TIMEOUT/, 'too-slow'],
  [
    /CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|INCOMPLETE_CHUNKED|CONTENT_LENGTH_MISMATCH|ECONNRESET|EPIPE|UND_ERR_SOCKET|RES_CONTENT_LENGTH|terminated|aborted/,
    'interrupted',
  ],
];

const CERTIFICATE: [RegExp, Certificate][] = [
  [/CERT_DATE_INVALID|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|CERT_VALIDITY/, 'out-of-date'],
  [/CERT_COMMON_NAME_INVALID|ALTNAME_INVALID/, 'wrong-name'],
  [
    /CERT_AUTHORITY_INVALID|SELF_SIGNED|SELF-SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_UNTRUSTED/,
    'untrusted',
  ],
  [/ERR_CERT_|SSL_|ERR_TLS|CERT_|EPROTO/, 'not-secure'],
];

/** Classifies the error of a network stack by its remedy. */
export function networkFailure(error: unknown): Failure {
  const text = describe(error);
  // Electron follows no redirect either, and does not reveal the target.
  if (/redirect was cancelled/i.test(text)) return { code: 'endpoint-redirects', to: null };
  if (/ERR_INVALID_HTTP_RESPONSE|ERR_RESPONSE_HEADERS|HPE_/.test(text)) {
    return { code: 'endpoint-not-understood', problem: 'unexpected' };
  }
  const certificate = CERTIFICATE.find(([pattern]) => pattern.test(text));
  if (certificate) return { code: 'endpoint-certificate', problem: certificate[1] };
  const problem = UNREACHABLE.find(([pattern]) => pattern.test(text))?.[1] ?? 'no-answer';
  return { code: 'endpoint-unreachable', problem };
}

/** Codes and messages of an error and its causes. */
function describe(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 3) return '';
  const code = 'code' in error ? String(error.code) : '';
  const causes = error instanceof AggregateError ? error.errors : [error.cause];
  return [code, error.message, ...causes.map((cause) => describe(cause, depth + 1))].join(' ');
}
