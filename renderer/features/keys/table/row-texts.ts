import type { TFunction } from 'i18next';
import { parseScope } from '../../../../shared/scopes';
import type { Scope } from '../../../../shared/scopes';

type Word =
  | 'keys.never'
  | 'keys.noExpiry'
  | `keys.status.${'active' | 'inactive' | 'disabled' | 'expired'}`;
type Named = 'keys.selectOne' | 'keys.edit' | 'keys.delete' | 'keys.more';

/** The words of the rows. There are few of them and many rows, so each is looked up in the catalogue once. */
export interface RowTexts {
  word: (key: Word) => string;
  /** a label that holds the name of a key */
  named: (key: Named, name: string) => string;
  /** `messages: write`; a scope of another form, from elsewhere, stays as it is */
  scope: (scope: Scope) => string;
}

/** Stands for the name while a label is looked up; no name holds it. */
const NAME = '\u0000';

export function rowTexts(t: TFunction): RowTexts {
  const word = onceEach((key: Word): string => t(key));
  const aroundName = onceEach((key: Named) => t(key, { name: NAME }).split(NAME));
  return {
    word,
    named: (key, name) => aroundName(key).join(name),
    scope: onceEach((scope: Scope): string => {
      const parsed = parseScope(scope);
      if (parsed === null) return scope;
      const { resource, level } = parsed;
      return t('keys.scope', { resource, level: t(`keys.levels.${level}`) });
    }),
  };
}

function onceEach<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
