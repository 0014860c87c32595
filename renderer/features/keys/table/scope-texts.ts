import type { TFunction } from 'i18next';
import { parseScope } from '../../../../shared/scopes';
import type { Scope } from '../../../../shared/scopes';

/**
 * Makes the writer of scopes, `messages: write`; a scope of another form, from elsewhere, stays as it is. There
 * are few scopes and many rows, so each is written once.
 */
export function scopeTexts(t: TFunction): (scope: Scope) => string {
  const known = new Map<Scope, string>();
  const write = (scope: Scope): string => {
    const parsed = parseScope(scope);
    if (parsed === null) return scope;
    return t('keys.scope', { resource: parsed.resource, level: t(`keys.levels.${parsed.level}`) });
  };
  return (scope) => {
    const text = known.get(scope) ?? write(scope);
    known.set(scope, text);
    return text;
  };
}
