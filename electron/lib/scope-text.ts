import { interpolate } from '../../shared/lib/interpolate';
import { assertNever } from '../../shared/lib/result';
import { scopeParts } from '../../shared/keys/scopes';
import type { Scope } from '../../shared/keys/scopes';
import { keyListWords as words } from '../../shared/words/en/key-list';
import { resourceWords } from '../../shared/words/en/resources';

/** Scopes as text, the strongest first: `Full access`, `Contacts: write`. */
export const scopeTexts = (scopes: readonly Scope[]): string[] =>
  scopeParts(scopes).map((part) => {
    switch (part.kind) {
      case 'full-access':
        return words.fullAccess;
      case 'reads-everything':
        return words.readsEverything;
      case 'scope':
        return interpolate(words.scope, {
          resource: resourceWords[part.resource].label,
          level: words.levels[part.level],
        });
      case 'unknown':
        return part.scope;
      default:
        return assertNever(part);
    }
  });
