import { assertNever } from '../../shared/lib/result';
import { scopeParts } from '../../shared/keys/scopes';
import type { Scope, ScopePart } from '../../shared/keys/scopes';
import { t } from './messages';

/** Writes scopes in the words of the window, the strongest first: `Full access`, `Contacts: write`. */
export function scopeTexts(): (scopes: readonly Scope[]) => string[] {
  // An activity report has the same scopes in a hundred thousand rows.
  const known = new Map<string, string>();
  const textOf = (part: ScopePart): string => {
    switch (part.kind) {
      case 'full-access':
        return t('keys.fullAccess');
      case 'reads-everything':
        return t('keys.readsEverything');
      case 'scope': {
        const code = `${part.resource}:${part.level}`;
        const text = known.get(code) ?? scopeText(part);
        known.set(code, text);
        return text;
      }
      case 'unknown':
        return part.scope;
      default:
        return assertNever(part);
    }
  };
  return (scopes) => scopeParts(scopes).map(textOf);
}

const scopeText = ({ resource, level }: Extract<ScopePart, { kind: 'scope' }>): string =>
  t('keys.scope', {
    resource: t(`resources.${resource}.label`),
    level: t(`keys.levels.${level}`),
  });
