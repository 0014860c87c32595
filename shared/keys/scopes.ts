/**
 * The scope catalogue of Ownchat: the resources and the levels of each. Labels and descriptions are
 * in `shared/words`.
 */
const READ_WRITE = ['read', 'write'] as const;

const SCOPE_CATALOGUE = {
  contacts: READ_WRITE,
  conversations: READ_WRITE,
  'conversations-delete': ['write'],
  messages: READ_WRITE,
  templates: READ_WRITE,
  broadcasts: READ_WRITE,
  channels: READ_WRITE,
  users: READ_WRITE,
  teams: READ_WRITE,
  tags: READ_WRITE,
  'custom-attributes': READ_WRITE,
  'canned-responses': READ_WRITE,
  tickets: READ_WRITE,
  'knowledge-base': READ_WRITE,
  automations: READ_WRITE,
  webhooks: READ_WRITE,
  bots: READ_WRITE,
  integrations: READ_WRITE,
  reports: ['read'],
  'audit-logs': ['read'],
  exports: ['read'],
  settings: READ_WRITE,
  'api-keys': READ_WRITE,
} as const satisfies Record<string, readonly ('read' | 'write')[]>;

export type Resource = keyof typeof SCOPE_CATALOGUE;
export type AccessLevel = 'read' | 'write';

/** `resource:read` or `resource:write`. A plain string, because a newer endpoint may know more resources. */
export type Scope = string;

export const RESOURCES = Object.keys(SCOPE_CATALOGUE) as Resource[];

export const isResource = (text: string): text is Resource => Object.hasOwn(SCOPE_CATALOGUE, text);

export function levelsOf(resource: Resource): readonly AccessLevel[] {
  return SCOPE_CATALOGUE[resource];
}

const RESOURCE = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

interface ParsedScope {
  resource: string;
  level: AccessLevel;
}
const PARSED: ReadonlyMap<Scope, ParsedScope> = new Map(
  RESOURCES.flatMap((resource) =>
    levelsOf(resource).map((level) => [`${resource}:${level}`, { resource, level }] as const),
  ),
);

/**
 * Parses `resource:level`; null for any other form. The resource may be unknown, but must be a
 * name: `*` and other wildcards have no meaning here, and cover nothing.
 */
export function parseScope(scope: Scope): ParsedScope | null {
  // Most scopes are of the catalogue, and are looked up for every key.
  const known = PARSED.get(scope);
  if (known) return known;
  const [resource, level, more] = scope.split(':');
  if (resource === undefined || !RESOURCE.test(resource) || more !== undefined) return null;
  if (level !== 'read' && level !== 'write') return null;
  return { resource, level };
}

/** Whether the catalogue has the scope: its resource and level. */
export function isKnownScope(scope: Scope): boolean {
  const parsed = parseScope(scope);
  return (
    parsed !== null &&
    isResource(parsed.resource) &&
    levelsOf(parsed.resource).includes(parsed.level)
  );
}

/**
 * Sorted and unique; a `read` beside a `write` of the same resource is dropped, since write includes read.
 * Unknown scopes are kept as they are, and so is `*:read` beside `*:write`: neither is known to include the other.
 */
export function normaliseScopes(scopes: readonly Scope[]): Scope[] {
  const all = new Set(scopes);
  return [...all]
    .filter((scope) => {
      const parsed = parseScope(scope);
      return parsed?.level !== 'read' || !all.has(`${parsed.resource}:write`);
    })
    .toSorted();
}

/**
 * The scopes without a valid form, such as `*`: an endpoint that grants everything for it would
 * grant more than any list here shows.
 */
export const unreadableScopes = (scopes: readonly Scope[]): Scope[] =>
  scopes.filter((scope) => parseScope(scope) === null);

/** The strongest level that the scopes grant on one resource, or null. */
export function levelFor(resource: string, scopes: readonly Scope[]): AccessLevel | null {
  if (scopes.includes(`${resource}:write`)) return 'write';
  return scopes.includes(`${resource}:read`) ? 'read' : null;
}

/** The scopes after setting one resource to a level; unknown scopes and other resources stay. */
export function withLevel(
  scopes: readonly Scope[],
  resource: Resource,
  level: AccessLevel | null,
): Scope[] {
  const others = scopes.filter((scope) => parseScope(scope)?.resource !== resource);
  return normaliseScopes(level === null ? others : [...others, `${resource}:${level}`]);
}

const READABLE = RESOURCES.filter((resource) => levelsOf(resource).includes('read'));
const WRITABLE = RESOURCES.filter((resource) => levelsOf(resource).includes('write'));

/** Whether the scopes include write access to everything. */
export const hasFullAccess = (scopes: readonly Scope[]): boolean =>
  WRITABLE.every((resource) => levelFor(resource, scopes) === 'write');

/** Whether the scopes include read access to everything. */
export const readsEverything = (scopes: readonly Scope[]): boolean =>
  READABLE.every((resource) => levelFor(resource, scopes) !== null);

/** Scopes for display: a group in one word, or single ones. */
export type ScopePart =
  | { kind: 'full-access' }
  | { kind: 'reads-everything' }
  | { kind: 'scope'; scope: Scope; resource: Resource; level: AccessLevel }
  /** an unknown scope: shown as it is */
  | { kind: 'unknown'; scope: Scope };

/**
 * The scopes summarised, the strongest first: full access covers all known scopes, full read access
 * all `read` scopes.
 */
export function scopeParts(scopes: readonly Scope[]): ScopePart[] {
  const known: Extract<ScopePart, { kind: 'scope' }>[] = [];
  const unknown: ScopePart[] = [];
  for (const scope of scopes) {
    const parsed = parseScope(scope);
    if (parsed === null || !isResource(parsed.resource) || !isKnownScope(scope)) {
      unknown.push({ kind: 'unknown', scope });
    } else known.push({ kind: 'scope', scope, resource: parsed.resource, level: parsed.level });
  }
  if (hasFullAccess(scopes)) return [{ kind: 'full-access' }, ...unknown];
  const writes = known.filter(({ level }) => level === 'write');
  const reads: ScopePart[] = readsEverything(scopes)
    ? [{ kind: 'reads-everything' }]
    : known.filter(({ level }) => level === 'read');
  return [...writes, ...reads, ...unknown];
}
