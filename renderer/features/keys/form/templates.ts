import { isKnownScope, levelsOf, normaliseScopes, RESOURCES } from '../../../../shared/keys/scopes';
import type { Scope } from '../../../../shared/keys/scopes';

/** Permission templates, each with the minimum for its purpose. */
const TEMPLATES = {
  readOnly: RESOURCES.filter((resource) => levelsOf(resource).includes('read')).map(
    (resource) => `${resource}:read`,
  ),
  messagingBot: ['messages:write', 'conversations:read', 'contacts:read', 'templates:read'],
  crmSync: ['contacts:write', 'messages:write', 'conversations:read'],
  reporting: ['reports:read', 'exports:read'],
  fullAccess: RESOURCES.map((resource) => `${resource}:${levelsOf(resource).at(-1)}`),
} as const satisfies Record<string, readonly Scope[]>;

export type TemplateName = keyof typeof TEMPLATES;
export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as TemplateName[];

/** The scopes after choosing a template. Unknown scopes are kept. */
export const withTemplate = (scopes: readonly Scope[], template: TemplateName): Scope[] =>
  withScopes(scopes, TEMPLATES[template]);

/** The scopes of a template in place of those that this app knows. */
export const withScopes = (scopes: readonly Scope[], template: readonly Scope[]): Scope[] =>
  normaliseScopes([...scopes.filter((scope) => !isKnownScope(scope)), ...template]);

/** The part of some scopes that a template keeps. */
export const knownScopes = (scopes: readonly Scope[]): Scope[] =>
  normaliseScopes(scopes.filter(isKnownScope));

/** The template that matches these permissions, or null. */
export function templateOf(scopes: readonly Scope[]): TemplateName | null {
  const granted = knownScopes(scopes).join();
  return TEMPLATE_NAMES.find((name) => normaliseScopes(TEMPLATES[name]).join() === granted) ?? null;
}
