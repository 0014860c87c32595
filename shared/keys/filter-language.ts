import type { Environment } from './api-key';
import type { StatusChoice } from './key-status';

/** `has`: contains the text; `is`: the whole value; `none`: the field is empty. */
export type TextMatch = { kind: 'has' | 'is'; text: string } | { kind: 'none' };
export type ExpiresChoice = 'past' | 'none' | { withinDays: number };
export type RotationChoice = 'overdue' | 'none' | { withinDays: number };
/** `before` is the local day `2026-09-01` */
export type LastUsedChoice = 'never' | { overDays: number } | { before: string };
/** `write`: at least one write permission; `read-only`: nothing but permissions to read */
export type AccessChoice = 'full' | 'write' | 'read-only';

/** The fields of the language, each with the type of its values. */
interface FieldValues {
  status: StatusChoice;
  environment: Environment;
  /** `resource` (either level), `resource:read` (write includes it) or `resource:write` */
  scope: string;
  access: AccessChoice;
  integration: TextMatch;
  owner: TextMatch;
  tag: TextMatch;
  'created-by': TextMatch;
  expires: ExpiresChoice;
  rotation: RotationChoice;
  'last-used': LastUsedChoice;
  is: 'compromised';
}
export type FilterField = keyof FieldValues;
export type FieldValue<F extends FilterField> = FieldValues[F];

type FieldLists = { [F in FilterField]: FieldValues[F][] };

/**
 * The meaning of a text such as `status:active scope:messages:write zoho`. Values of one field are
 * alternatives; all fields and all words must match. Empty matches everything.
 */
export type ParsedFilter = FieldLists & {
  /** lower-case; the key must contain each of them */
  words: string[];
  /** fields with an unknown value, as typed */
  problems: string[];
};

/** A value as it was typed: quotation marks and `=` are removed and remembered. */
interface Typed {
  value: string;
  isQuoted: boolean;
  isWhole: boolean;
}

/** How the values of a field are read and written. */
interface Grammar<V> {
  /** @returns null for an unknown value */
  read: (typed: Typed) => V[] | null;
  write: (value: V) => string;
}

const STATUSES = new Map<string, StatusChoice[]>([
  ['active', ['active']],
  ['inactive', ['disabled', 'expired']],
  ['disabled', ['disabled']],
  ['expired', ['expired']],
]);

/** Values that are read and written by other names. */
const named = <V extends string>(names: ReadonlyMap<string, V[]>): Grammar<V> => ({
  read: ({ value, isWhole }) => (isWhole ? null : (names.get(value.toLowerCase()) ?? null)),
  write: (value) => value,
});

const oneOf = <V extends string>(...values: V[]): Grammar<V> =>
  named(new Map(values.map((value) => [value, [value]])));

const SCOPE = /^[a-z0-9][a-z0-9-]*(:(read|write))?$/;
const scope: Grammar<string> = {
  read({ value, isWhole }) {
    const lower = value.toLowerCase();
    return !isWhole && SCOPE.test(lower) ? [lower] : null;
  },
  write: (value) => value,
};

const text: Grammar<TextMatch> = {
  read({ value, isQuoted, isWhole }) {
    if (value === '') return null;
    if (isWhole) return [{ kind: 'is', text: value }];
    return [!isQuoted && value.toLowerCase() === 'none' ? NONE : { kind: 'has', text: value }];
  },
  write(match) {
    if (match.kind === 'none') return 'none';
    if (match.kind === 'is') return `=${quoted(match.text)}`;
    const isSpecial = match.text.startsWith('=') || match.text.toLowerCase() === 'none';
    return quoted(match.text, isSpecial);
  },
};
const NONE: TextMatch = { kind: 'none' };

const DAYS = /^(?:within:|over:)?(\d{1,4})d?$/;

/** Days from now on, or one of some words. */
const within = <W extends string>(...words: W[]): Grammar<W | { withinDays: number }> => ({
  read({ value, isWhole }) {
    const lower = value.toLowerCase();
    const word = words.find((each) => each === lower);
    if (word !== undefined && !isWhole) return [word];
    const days = !isWhole && !lower.startsWith('over') ? DAYS.exec(lower)?.[1] : undefined;
    return days === undefined ? null : [{ withinDays: Number(days) }];
  },
  write: (value) => (typeof value === 'string' ? value : `within:${value.withinDays}d`),
});

const lastUsed: Grammar<LastUsedChoice> = {
  read({ value, isWhole }) {
    const lower = value.toLowerCase();
    if (isWhole) return null;
    if (lower === 'never') return [lower];
    const [, before] = /^before:(\d{4}-\d{2}-\d{2})$/.exec(lower) ?? [];
    if (before !== undefined) return Number.isNaN(startOfDay(before)) ? null : [{ before }];
    const days = lower.startsWith('within') ? undefined : DAYS.exec(lower)?.[1];
    return days === undefined ? null : [{ overDays: Number(days) }];
  },
  write(value) {
    if (value === 'never') return value;
    return 'before' in value ? `before:${value.before}` : `over:${value.overDays}d`;
  },
};

/** The start of a local day such as `2026-09-01`; NaN when there is no such day. */
export function startOfDay(day: string): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const start = new Date(year, month - 1, date);
  const isThatDay =
    start.getFullYear() === year && start.getMonth() === month - 1 && start.getDate() === date;
  return isThatDay ? start.getTime() : Number.NaN;
}

const GRAMMAR: { [F in FilterField]: Grammar<FieldValues[F]> } = {
  status: named(STATUSES),
  environment: oneOf('live', 'test'),
  scope,
  access: oneOf('full', 'write', 'read-only'),
  integration: text,
  owner: text,
  tag: text,
  'created-by': text,
  expires: within('past', 'none'),
  rotation: within('overdue', 'none'),
  'last-used': lastUsed,
  is: named(
    new Map<string, 'compromised'[]>([
      ['compromised', ['compromised']],
      ['exposed', ['compromised']],
    ]),
  ),
};

export const FILTER_FIELDS = Object.keys(GRAMMAR) as FilterField[];

/**
 * `field:"some value"`, `field:="the whole value"`, `"some words"`, or anything without a space.
 * Inside quotation marks, two of them stand for one.
 */
const PARTS = /(?:([a-z-]+):(=)?)?"((?:[^"]|"")*)"|(\S+)/gi;

/** One part of a filter text, as typed. */
interface Part {
  raw: string;
  /** null for a search word */
  field: FilterField | null;
  /** of a search word: all of it */
  value: Typed;
}

function partsOf(filter: string): Part[] {
  const parts: Part[] = [];
  for (const [raw, quotedField, whole, quoted, plain] of filter.matchAll(PARTS)) {
    const colon = plain?.indexOf(':') ?? -1;
    const name = plain === undefined ? quotedField : colon > 0 ? plain.slice(0, colon) : undefined;
    const field = name?.toLowerCase();
    const isQuoted = plain === undefined;
    if (field !== undefined && isField(field)) {
      const rest = plain?.slice(colon + 1) ?? quoted?.replaceAll('""', '"') ?? '';
      const isWhole = isQuoted ? whole !== undefined : rest.startsWith('=');
      const value = (isWhole && !isQuoted ? rest.slice(1) : rest).trim();
      parts.push({ raw, field, value: { value, isQuoted, isWhole } });
    } else {
      const words = quoted?.replaceAll('""', '"') ?? '';
      const said = plain ?? (name === undefined ? words : `${name}:${whole ?? ''}${words}`);
      parts.push({ raw, field: null, value: { value: said.trim(), isQuoted, isWhole: false } });
    }
  }
  return parts;
}

const isField = (name: string): name is FilterField => Object.hasOwn(GRAMMAR, name);

const emptyFilter = (): ParsedFilter => ({
  status: [],
  environment: [],
  scope: [],
  access: [],
  integration: [],
  owner: [],
  tag: [],
  'created-by': [],
  expires: [],
  rotation: [],
  'last-used': [],
  is: [],
  words: [],
  problems: [],
});

/**
 * Parses the filter language of the search box, the Reports page and `--filter`. A part without a
 * known field is a search word: `contacts:write` and `http://x` are words.
 */
export function parseFilter(filter: string): ParsedFilter {
  const parsed = emptyFilter();
  for (const { raw, field, value } of partsOf(filter)) {
    if (field === null) {
      if (value.value !== '') parsed.words.push(value.value.toLowerCase());
    } else if (!addValues(parsed, field, value)) parsed.problems.push(raw);
  }
  return parsed;
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it relates the grammar to its values
function addValues<F extends FilterField>(parsed: ParsedFilter, field: F, typed: Typed): boolean {
  const grammar: Grammar<FieldValues[F]> = GRAMMAR[field];
  const values = grammar.read(typed);
  if (values) valuesIn(parsed, field).push(...values);
  return values !== null;
}

/** Writes `field:value` so that it is parsed back. */
export function filterPart<F extends FilterField>(field: F, value: FieldValues[F]): string {
  const grammar: Grammar<FieldValues[F]> = GRAMMAR[field];
  return `${field}:${grammar.write(value)}`;
}

/** In quotation marks when it has a space or a quotation mark. */
const quoted = (value: string, always = false): string =>
  always || /[\s"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** The values of a field, which TypeScript does not look up in a `ParsedFilter` itself. */
export const valuesIn = <F extends FilterField>(parsed: FieldLists, field: F): FieldValues[F][] =>
  parsed[field];

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it relates the values to their grammar
const partsOfField = <F extends FilterField>(parsed: ParsedFilter, field: F): string[] =>
  valuesIn(parsed, field).map((value) => filterPart(field, value));

/** Writes a word so that it is not parsed as a field. */
function wordPart(word: string): string {
  const [only] = partsOf(word);
  return quoted(word, only?.field !== null);
}

/** The text of a filter: `parseFilter` gives the same filter back. */
export const printFilter = (parsed: ParsedFilter): string =>
  [
    ...FILTER_FIELDS.flatMap((field) => partsOfField(parsed, field)),
    ...parsed.words.map(wordPart),
    ...parsed.problems,
  ].join(' ');

/**
 * A filter text after choosing the values of one field. All other parts stay as they were typed;
 * the new ones stand where the field stood, or at the end.
 */
export function withValues<F extends FilterField>(
  filter: string,
  field: F,
  values: readonly FieldValues[F][],
): string {
  const parts = partsOf(filter);
  const place = parts.findIndex((part) => part.field === field);
  const said = values.map((value) => filterPart(field, value));
  return parts
    .flatMap((part, index) => {
      if (index === place) return said;
      return part.field === field ? [] : [part.raw];
    })
    .concat(place < 0 ? said : [])
    .join(' ');
}
