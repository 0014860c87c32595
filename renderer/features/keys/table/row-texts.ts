import type { TFunction } from 'i18next';
import type { Environment } from '../../../../shared/keys/api-key';
import { scopeParts } from '../../../../shared/keys/scopes';
import type { Scope, ScopePart } from '../../../../shared/keys/scopes';
import { scopePartText } from '../../../../shared/keys/scope-text';

type Word =
  | 'keys.never'
  | 'keys.noExpiry'
  | `keys.environments.${Environment}`
  | `keys.status.${'active' | 'inactive' | 'disabled' | 'expired'}`;
type Named = 'keys.selectOne' | 'keys.edit' | 'keys.delete' | 'keys.more';

/**
 * The texts of the rows. Rows are many and texts few, so each is looked up in the catalogue once.
 */
export interface RowTexts {
  word: (key: Word) => string;
  /** a label that contains the name of a key */
  named: (key: Named, name: string) => string;
  /** the permissions as chips, the strongest first */
  chips: (scopes: readonly Scope[]) => readonly ScopeChip[];
}

/** One permission or a group of them, as a chip of the table. */
export interface ScopeChip {
  /** `Full access`, `Reads everything`, `Messages: write`; an unknown scope is shown as it is */
  text: string;
  /** the explanation, where the text needs one */
  title: string;
  look: 'full' | 'write' | 'everything' | 'read';
}

/** A placeholder for the name while a label is looked up; no name can contain it. */
const NAME = '\u0000';

export function rowTexts(t: TFunction): RowTexts {
  const word = onceEach((key: Word): string => t(key));
  // Cached, because many keys have the same permissions.
  const chips = new Map<string, readonly ScopeChip[]>();
  const aroundName = onceEach((key: Named) => t(key, { name: NAME }).split(NAME));
  return {
    word,
    named: (key, name) => aroundName(key).join(name),
    chips(scopes) {
      const listed = scopes.join('\n');
      const known = chips.get(listed);
      if (known) return known;
      const made = scopeParts(scopes).map((part) => chipOf(part, t));
      chips.set(listed, made);
      return made;
    },
  };
}

function chipOf(part: ScopePart, t: TFunction): ScopeChip {
  const text = scopePartText(part, t);
  const title = part.kind === 'full-access' ? t('keys.fullAccessMeans') : text;
  return { text, title, look: LOOKS[part.kind === 'scope' ? part.level : part.kind] };
}

const LOOKS = {
  'full-access': 'full',
  'reads-everything': 'everything',
  write: 'write',
  read: 'read',
  unknown: 'read',
} as const;

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
