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
  normaliseScopes([...scopes.filter((scope) => !isKnownScope(scope)), ...TEMPLATES[template]]);

/** The template that matches these permissions, or null. */
export function templateOf(scopes: readonly Scope[]): TemplateName | null {
  const granted = normaliseScopes(scopes.filter(isKnownScope)).join();
  return TEMPLATE_NAMES.find((name) => normaliseScopes(TEMPLATES[name]).join() === granted) ?? null;
}
