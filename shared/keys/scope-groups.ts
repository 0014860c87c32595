import { levelFor, levelsOf, withLevel } from './scopes';
import type { AccessLevel, Resource, Scope } from './scopes';

/** The resources by what they are about. Each is in one group. */
export const SCOPE_GROUPS = {
  conversations: [
    'conversations',
    'conversations-delete',
    'messages',
    'channels',
    'broadcasts',
    'tickets',
  ],
  people: ['contacts', 'users', 'teams'],
  content: ['templates', 'canned-responses', 'knowledge-base', 'tags', 'custom-attributes'],
  administration: [
    'automations',
    'webhooks',
    'bots',
    'integrations',
    'reports',
    'audit-logs',
    'exports',
    'settings',
    'api-keys',
  ],
} as const satisfies Record<string, readonly Resource[]>;

export type ScopeGroup = keyof typeof SCOPE_GROUPS;
export const SCOPE_GROUP_NAMES = Object.keys(SCOPE_GROUPS) as ScopeGroup[];

/** The level that a resource has when its group is set to a level: never a higher one. */
function levelWithin(resource: Resource, level: AccessLevel | null): AccessLevel | null {
  const levels = levelsOf(resource);
  if (level === null || levels.includes(level)) return level;
  return level === 'write' && levels.includes('read') ? 'read' : null;
}

/** The scopes after setting a whole group to a level. Other groups and unknown scopes stay. */
export const withGroup = (
  scopes: readonly Scope[],
  group: ScopeGroup,
  level: AccessLevel | null,
): Scope[] =>
  SCOPE_GROUPS[group].reduce<Scope[]>(
    (known, resource) => withLevel(known, resource, levelWithin(resource, level)),
    [...scopes],
  );

/** Whether a whole group is set to a level. */
export const isGroupAt = (
  scopes: readonly Scope[],
  group: ScopeGroup,
  level: AccessLevel | null,
): boolean =>
  SCOPE_GROUPS[group].every(
    (resource) => levelFor(resource, scopes) === levelWithin(resource, level),
  );
