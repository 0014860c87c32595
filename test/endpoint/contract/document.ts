import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

export const OPENAPI_FILE = fileURLToPath(
  new URL('../../../shared/endpoint/openapi.yaml', import.meta.url),
);

interface Content {
  content?: { 'application/json'?: { schema: object } };
}

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: object;
}

export interface Operation {
  operationId: string;
  parameters?: (Parameter | Reference)[];
  requestBody?: Content;
  responses: Record<string, Response | Reference>;
}

interface Response extends Content {
  headers?: Record<string, { required?: boolean; schema: object } | Reference>;
}

interface Reference {
  $ref: string;
}

interface Document {
  paths: Record<string, Record<string, Operation> & { parameters?: (Parameter | Reference)[] }>;
  components: Record<string, Record<string, object>>;
}

const document = parse(readFileSync(OPENAPI_FILE, 'utf8'), { merge: true }) as Document;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ ...document, $id: 'openapi' });

const validators = new Map<string, ValidateFunction>();

/** The problems of a value; none when it is valid. @param schema as in the document */
export function problemsWith(value: unknown, schema: object): string[] {
  const key = JSON.stringify(schema);
  // References in the document begin with #, and refer to the document.
  const validate =
    validators.get(key) ?? ajv.compile(JSON.parse(key.replaceAll('"#/', '"openapi#/')) as object);
  validators.set(key, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || '/'} ${message ?? 'is wrong'}`,
  );
}

/** A named schema of the document. */
export const schemaNamed = (name: string): Reference => ({ $ref: `#/components/schemas/${name}` });

/**
 * The operation for a request, and the parameters of its path; null for a path that is not in the
 * contract.
 */
export function operationAt(
  method: string,
  path: string,
): { operation: Operation; parameters: Parameter[] } | null {
  const patterns = Object.keys(document.paths).toSorted(
    (a, b) => a.split('{').length - b.split('{').length,
  );
  const pattern = patterns.find((known) =>
    new RegExp(`^${known.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path),
  );
  const place = pattern === undefined ? undefined : document.paths[pattern];
  const operation = place?.[method.toLowerCase()];
  if (!place || !operation) return null;
  const parameters = [...(place.parameters ?? []), ...(operation.parameters ?? [])].map(
    (parameter) => dereferenced<Parameter>(parameter),
  );
  return { operation, parameters };
}

/** The response for a status: its own, or the one of its class. */
export function responseFor({ responses }: Operation, status: number): Response | null {
  const found = responses[String(status)] ?? responses[`${String(status).slice(0, 1)}XX`];
  return found ? dereferenced<Response>(found) : null;
}

export function dereferenced<T extends object>(value: T | Reference): T {
  if (!('$ref' in value)) return value;
  const [, , kind = '', name = ''] = value.$ref.split('/');
  return document.components[kind]?.[name] as T;
}
