import { dereferenced, operationAt, problemsWith, responseFor } from './document';

/** One request and its answer. */
interface Exchange {
  method: string;
  /** from the root of the API: `/buckets/…`; the query too */
  path: string;
  /** names in lower case */
  requestHeaders: Record<string, string>;
  requestBody: unknown;
  status: number;
  headers: Headers;
  /** undefined: no body */
  body: unknown;
}

/**
 * The violations of the contract in an exchange. The answer always counts; the request only if it
 * was accepted, because tests send invalid ones on purpose.
 */
export function contractProblems(exchange: Exchange): string[] {
  const url = new URL(exchange.path, 'http://localhost');
  const found = operationAt(exchange.method, url.pathname);
  if (!found) return exchange.status >= 400 ? [] : ['accepted, and not in the contract'];
  const { operation, parameters } = found;
  const response = responseFor(operation, exchange.status);
  if (!response) return [`${operation.operationId} has no response ${exchange.status}`];

  const problems: string[] = [];
  const check = (what: string, value: unknown, schema: object) =>
    problems.push(...problemsWith(value, schema).map((problem) => `${what}: ${problem}`));
  for (const [name, header] of Object.entries(response.headers ?? {})) {
    const { required = false, schema } = dereferenced(header);
    const value = exchange.headers.get(name);
    if (value !== null) check(`response header ${name}`, value, schema);
    else if (required) problems.push(`response header ${name} is missing`);
  }
  const answered = response.content?.['application/json']?.schema;
  if (answered && exchange.method !== 'HEAD') check('response', exchange.body, answered);
  if (!answered && exchange.body !== undefined)
    problems.push('response: a body where none belongs');
  if (exchange.status >= 400) return problems;

  const asked = operation.requestBody?.content?.['application/json']?.schema;
  if (asked) check('request', exchange.requestBody, asked);
  const known = new Map(parameters.map((parameter) => [parameter.name.toLowerCase(), parameter]));
  for (const [name, value] of url.searchParams) {
    const parameter = known.get(name);
    if (!parameter) problems.push(`request: unknown parameter ${name}`);
    else check(name, numberIfWanted(value, parameter.schema), parameter.schema);
  }
  for (const name of ['if-match', 'if-none-match']) {
    const value = exchange.requestHeaders[name];
    const schema = known.get(name)?.schema;
    if (value !== undefined && schema) check(name, value, schema);
  }
  return problems;
}

const numberIfWanted = (value: string, schema: { type?: string }): unknown =>
  schema.type === 'integer' ? Number(value) : value;
