import type { TFunction } from 'i18next';
import { assertNever } from '../lib/result';
import { scopeParts } from './scopes';
import type { Scope, ScopePart } from './scopes';

/** `Full access`, `Reads everything`, `Contacts: write`; an unknown scope is shown as it is. */
export function scopePartText(part: ScopePart, t: TFunction): string {
  switch (part.kind) {
    case 'full-access':
      return t('keys.fullAccess');
    case 'reads-everything':
      return t('keys.readsEverything');
    case 'scope':
      return t('keys.scope', {
        resource: t(`resources.${part.resource}.label`),
        level: t(`keys.levels.${part.level}`),
      });
    case 'unknown':
      return part.scope;
    default:
      return assertNever(part);
  }
}

/** Scopes in words, the strongest first. */
export const scopeTexts = (scopes: readonly Scope[], t: TFunction): string[] =>
  scopeParts(scopes).map((part) => scopePartText(part, t));
