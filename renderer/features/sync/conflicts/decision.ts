import type { FieldConflict } from '../../../../shared/sync/merge';
import { normaliseScopes } from '../../../../shared/keys/scopes';
import type { KeyConflict } from '../../../../shared/sync/sync-state';
import type { Input } from '../../../../shared/contract/contract';

export type Choice = 'mine' | 'theirs' | 'both' | 'held' | 'own';
type Decision = Input<'sync:decide'>['decisions'][number];

export const isText = ({ mine }: FieldConflict): boolean => typeof mine === 'string';

/** The choices for a field. Lists can be combined; text can get a new value. */
export const choicesFor = (conflict: FieldConflict): Choice[] =>
  isText(conflict) ? ['mine', 'theirs', 'own'] : ['held', 'mine', 'theirs', 'both'];

/** The present value: of a text, the other side's; of a list, the common entries. */
export const firstChoiceFor = (conflict: FieldConflict): Choice =>
  isText(conflict) ? 'theirs' : 'held';

/** @param own the text or list that the person entered */
export function valueOf(conflict: FieldConflict, choice: Choice, own: string): string | string[] {
  const { field, mine, theirs, held } = conflict;
  if (choice === 'own') return own;
  if (choice !== 'both') return { mine, theirs, held }[choice];
  if (typeof mine === 'string' || typeof theirs === 'string') return held;
  if (field === 'scopes') return normaliseScopes([...mine, ...theirs]);
  // An empty list allows every address, so combined with any list it stays empty.
  return mine.length === 0 || theirs.length === 0 ? [] : [...new Set([...mine, ...theirs])];
}

/** The same choice for every field of a key. */
export const decisionFor = ({ keyId, fields }: KeyConflict, choice: Choice): Decision => ({
  keyId,
  fields: Object.fromEntries(fields.map((field) => [field.field, valueOf(field, choice, '')])),
});
