import type { AccessLevel, Scope } from './scopes';
/** The resources by what they are about. Each is in one group. */
export declare const SCOPE_GROUPS: {
  readonly conversations: readonly [
    'conversations',
    'conversations-delete',
    'messages',
    'channels',
    'broadcasts',
    'tickets',
  ];
  readonly people: readonly ['contacts', 'users', 'teams'];
  readonly content: readonly [
    'templates',
    'canned-responses',
    'knowledge-base',
    'tags',
    'custom-attributes',
  ];
  readonly administration: readonly [
    'automations',
    'webhooks',
    'bots',
    'integrations',
    'reports',
    'audit-logs',
    'exports',
    'settings',
    'api-keys',
  ];
};
export type ScopeGroup = keyof typeof SCOPE_GROUPS;
export declare const SCOPE_GROUP_NAMES: ScopeGroup[];
/** The scopes after setting a whole group to a level. Other groups and unknown scopes stay. */
export declare const withGroup: (
  scopes: readonly Scope[],
  group: ScopeGroup,
  level: AccessLevel | null,
) => Scope[];
/** Whether a whole group is set to a level. */
export declare const isGroupAt: (
  scopes: readonly Scope[],
  group: ScopeGroup,
  level: AccessLevel | null,
) => boolean;
