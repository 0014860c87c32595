import type { ApiKeyRecord } from '../keys/api-key';
import { withinExpiry } from '../keys/grace-period';
import { isRangeWithin } from '../keys/ip-range';
import { MAX_ALLOWED_IPS, MAX_TAGS, NAME_LENGTH } from '../keys/key-limits';
import { weightierReport } from '../keys/reported-secret';
import type { Report } from '../keys/reported-secret';
import { normaliseTags } from '../keys/tags';
import { withReport } from './merge-report';
import { levelFor, normaliseScopes, parseScope } from '../keys/scopes';

/**
 * The three-way merge of an API key, field by field, against the state that both sides last agreed
 * on. A field that only one side has changed takes that change; one that both have changed never
 * gives more access. Pure: equal records give equal merges on every machine.
 */

/**
 * The result when two edits of the scopes have nothing in common: a scope for which no endpoint
 * grants anything.
 */
export const NO_SCOPE = 'nothing:read';

/**
 * The result when two IP lists have nothing in common: an address from which no connection comes.
 * An empty list would allow every address.
 */
export const NO_ADDRESS = '0.0.0.0/32';

/** One side's values of the fields that can be in conflict. */
export interface Decidable {
  name: string;
  integration: string;
  note: string;
  owner: string;
  scopes: string[];
  allowedIps: string[];
}
export const DECIDABLE = ['name', 'integration', 'note', 'owner', 'scopes', 'allowedIps'] as const;
type DecidableField = (typeof DECIDABLE)[number];

/** Two edits of one field, neither of which may be discarded automatically. */
export interface FieldConflict {
  field: DecidableField;
  /** null without a common base */
  base: string | string[] | null;
  mine: string | string[];
  theirs: string | string[];
  /** the value in the record until the user decides */
  held: string | string[];
}

export interface Merge {
  record: ApiKeyRecord;
  conflicts: FieldConflict[];
}

/**
 * @param base the state that both sides last agreed on, or null
 * @param mine the record here
 * @param theirs the record at the endpoint: its value is used when neither edit gives less access
 */
export function mergeRecords(
  base: ApiKeyRecord | null,
  mine: ApiKeyRecord,
  theirs: ApiKeyRecord,
): Merge {
  const conflicts: FieldConflict[] = [];

  function decide<F extends keyof ApiKeyRecord>(
    field: F,
    both: (a: ApiKeyRecord[F], b: ApiKeyRecord[F]) => ApiKeyRecord[F],
  ): ApiKeyRecord[F] {
    if (same(mine[field], theirs[field])) return theirs[field];
    if (base && same(base[field], theirs[field])) return mine[field];
    if (base && same(base[field], mine[field])) return theirs[field];
    return both(mine[field], theirs[field]);
  }

  /** Both sides changed it: a person decides, unless one value gives less access and so is used. */
  function ask<F extends DecidableField>(
    field: F,
    hold: (a: Decidable[F], b: Decidable[F]) => Decidable[F],
    isSettledBy: (held: Decidable[F], a: Decidable[F], b: Decidable[F]) => boolean = () => false,
  ): (a: Decidable[F], b: Decidable[F]) => Decidable[F] {
    return (a, b) => {
      const held = hold(a, b);
      const conflict = { field, base: base?.[field] ?? null, mine: a, theirs: b, held };
      if (!isSettledBy(held, a, b)) conflicts.push(conflict);
      return held;
    };
  }

  const text = <F extends 'integration' | 'note' | 'owner'>(field: F) =>
    decide(
      field,
      ask(field, (_, b) => b),
    );

  const record: ApiKeyRecord = {
    // Immutable fields are the endpoint's: they are equal here unless this vault comes from
    // elsewhere.
    id: theirs.id,
    environment: theirs.environment,
    createdAt: theirs.createdAt,
    createdBy: theirs.createdBy,
    name: decide(
      'name',
      ask(
        'name',
        (_, b) => b,
        // A name that was changed only to be unique does not count as a user's choice.
        (_, a) => base !== null && a === distinctName(base.name, base.id),
      ),
    ),
    integration: text('integration'),
    note: text('note'),
    scopes: decide('scopes', ask('scopes', commonScopes)),
    enabled: decide('enabled', (a, b) => a && b),
    expiresAt: decide('expiresAt', earlierEnd),
    allowedIps: decide(
      'allowedIps',
      ask('allowedIps', commonAddresses, (held, a, b) => same(held, a) || same(held, b)),
    ),
    updatedAt: decide('updatedAt', later),
    lastUsedAt: decide('lastUsedAt', laterUse),
    owner: text('owner'),
    tags: decide('tags', (a, b) => mergedTags(base?.tags ?? [], a, b)),
    rotateEvery: decide('rotateEvery', shorterInterval),
    compromised: null,
    ...mergeSecrets(base, mine, theirs),
  };
  const report = decide('compromised', earlierReport);
  return { record: withinExpiry(withReport(record, report, [mine, theirs])), conflicts };
}

type SecretFields = Pick<
  ApiKeyRecord,
  'secretHash' | 'hint' | 'previousSecret' | 'secretCreatedAt'
>;

/**
 * The secret changes as a whole. Of two rotations the endpoint's is used: requests are checked
 * against it already.
 */
function mergeSecrets(
  base: ApiKeyRecord | null,
  mine: ApiKeyRecord,
  theirs: ApiKeyRecord,
): SecretFields {
  const of = ({
    secretHash,
    hint,
    previousSecret,
    secretCreatedAt,
  }: ApiKeyRecord): SecretFields => ({ secretHash, hint, previousSecret, secretCreatedAt });
  if (base && same(of(base), of(theirs))) return of(mine);
  if (base && same(of(base), of(mine))) return of(theirs);
  if (mine.secretHash === theirs.secretHash) {
    return { ...of(theirs), previousSecret: shorterGrace(mine, theirs) };
  }
  // Both rotations end the old secret, so the earlier end applies.
  if (base && theirs.secretHash === base.secretHash) return of(mine);
  const old = base?.secretHash;
  const bothEndTheSame = old !== undefined && theirs.previousSecret?.hash === old;
  if (!bothEndTheSame || mine.secretHash === old) return of(theirs);
  return { ...of(theirs), previousSecret: shorterGrace(mine, theirs) };
}

/** The earlier end of the two grace periods; none where one side has already ended it. */
function shorterGrace(
  { previousSecret: a }: ApiKeyRecord,
  { previousSecret: b }: ApiKeyRecord,
): ApiKeyRecord['previousSecret'] {
  if (a === null || b === null || a.hash !== b.hash) return null;
  return a.validUntil < b.validUntil ? a : b;
}

/** The scopes that both grant. Write includes read. */
function commonScopes(a: readonly string[], b: readonly string[]): string[] {
  const common = [...a, ...b].flatMap((scope) => {
    if (a.includes(scope) && b.includes(scope)) return [scope];
    const resource = parseScope(scope)?.resource;
    if (resource === undefined) return [];
    return levelFor(resource, a) && levelFor(resource, b) ? [`${resource}:read`] : [];
  });
  const scopes = normaliseScopes(common);
  return scopes.length > 0 ? scopes : [NO_SCOPE];
}

/** The addresses in both lists; an empty list allows every address. */
function commonAddresses(a: readonly string[], b: readonly string[]): string[] {
  if (a.length === 0 || b.length === 0) return [...(a.length === 0 ? b : a)];
  if (a.every((range) => b.some((other) => isRangeWithin(range, other)))) return [...a];
  if (b.every((range) => a.some((other) => isRangeWithin(range, other)))) return [...b];
  const common = [...a, ...b].filter((range) =>
    [a, b].every((list) => list.some((other) => isRangeWithin(range, other))),
  );
  const ranges = [...new Set(common)].toSorted().slice(0, MAX_ALLOWED_IPS);
  return ranges.length > 0 ? ranges : [NO_ADDRESS];
}

/** What either side added, without what either side removed; the limit keeps the first by alphabet. */
function mergedTags(base: readonly string[], a: readonly string[], b: readonly string[]): string[] {
  const all = [...a, ...b].filter(
    (tag) => !base.includes(tag) || (a.includes(tag) && b.includes(tag)),
  );
  return normaliseTags(all).slice(0, MAX_TAGS);
}

/** The stricter demand: null demands no rotation. */
const shorterInterval = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** A key that one side reports as compromised is compromised. */
const earlierReport = (a: Report | null, b: Report | null): Report | null =>
  weightierReport(a, b, null);

const earlierEnd = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b;

const later = (a: string, b: string): string => (a > b ? a : b);

const laterUse = (a: string | null, b: string | null): string | null => later(a ?? '', b ?? '');

/** Whether two values of a field are equal. */
export const same = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

/**
 * The name of a key when a key with a smaller id has its name: equal on every machine, in any
 * order. Ids begin with the creation time, so the older key keeps its name.
 *
 * @param digits of the id; more when even that name is taken
 */
export function distinctName(name: string, id: string, digits = 4): string {
  const tail = ` (${id.replaceAll('-', '').slice(-digits)})`;
  const room = NAME_LENGTH - tail.length;
  return Array.from(name).slice(0, room).join('').trimEnd() + tail;
}
