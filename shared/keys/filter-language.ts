import type { Environment } from './api-key';
import type { StatusChoice } from './key-status';

/**
 * The meaning of a text such as `status:active scope:messages:write zoho`. Values of one field are
 * alternatives; all fields and all words must match. Empty matches everything.
 */
export interface ParsedFilter {
  /** lower-case; the key must contain each of them */
  words: string[];
  statuses: StatusChoice[];
  environments: Environment[];
  /** `resource` (either level), `resource:read` (write includes it) or `resource:write` */
  scopes: string[];
  /** lower-case; the whole integration */
  integrations: string[];
  /** fields with an unknown value, as typed */
  problems: string[];
}

const FILTER_FIELDS = ['status', 'environment', 'scope', 'integration'] as const;
type FilterField = (typeof FILTER_FIELDS)[number];

const STATUSES = new Map<string, readonly StatusChoice[]>([
  ['active', ['active']],
  ['inactive', ['disabled', 'expired']],
  ['disabled', ['disabled']],
  ['expired', ['expired']],
]);

/**
 * `field:"some value"`, `"some words"`, or anything without a space. Inside quotation marks, two of
 * them stand for one.
 */
const PARTS = /(?:([a-z]+):)?"((?:[^"]|"")*)"|(\S+)/gi;
const SCOPE = /^[a-z0-9][a-z0-9-]*(:(read|write))?$/;

/**
 * Parses the filter language of the search box, the Reports page and `--filter`. A part without a
 * known field is a search word: `contacts:write` and `http://x` are words.
 */
export function parseFilter(text: string): ParsedFilter {
  const parsed: ParsedFilter = {
    words: [],
    statuses: [],
    environments: [],
    scopes: [],
    integrations: [],
    problems: [],
  };
  for (const [part, quotedField, quoted, plain] of text.toLowerCase().matchAll(PARTS)) {
    const colon = plain?.indexOf(':') ?? -1;
    const field = plain === undefined ? quotedField : colon > 0 ? plain.slice(0, colon) : undefined;
    const value = plain?.slice(colon + 1) ?? quoted?.replaceAll('""', '"') ?? '';
    if (field !== undefined && isField(field)) addField(parsed, field, value.trim(), part);
    else if (field !== undefined && plain === undefined) parsed.words.push(`${field}:${value}`);
    else if (plain !== undefined) parsed.words.push(plain);
    else if (value.trim() !== '') parsed.words.push(value.trim());
  }
  return parsed;
}

const isField = (text: string): text is FilterField =>
  (FILTER_FIELDS as readonly string[]).includes(text);

function addField(parsed: ParsedFilter, field: FilterField, value: string, part: string): void {
  const statuses = field === 'status' && STATUSES.get(value);
  if (statuses) {
    parsed.statuses.push(...statuses);
  } else if (field === 'environment' && (value === 'live' || value === 'test')) {
    parsed.environments.push(value);
  } else if (field === 'scope' && SCOPE.test(value)) {
    parsed.scopes.push(value);
  } else if (field === 'integration' && value !== '') {
    parsed.integrations.push(value);
  } else {
    parsed.problems.push(part);
  }
}

/**
 * Writes `field:value` so that it is parsed back: quoted when it has a space or a quotation mark.
 */
export const filterPart = (field: FilterField, value: string): string =>
  `${field}:${/[\s"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value}`;
