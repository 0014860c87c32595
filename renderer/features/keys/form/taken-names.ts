import { nameIdentity } from '../../../../shared/keys/name-identity';
import type { KeyIndex } from '../store/key-index';

/**
 * The names of other keys, collected when a dialog opens, so that each keystroke costs one look-up.
 * The main process checks again on saving.
 *
 * @param except id of the edited key, whose own name is allowed
 */
export function takenNames(index: KeyIndex, except?: string): (name: string) => boolean {
  const names = new Set<string>();
  for (const { key } of index.ordered('createdAt')) {
    if (key.id !== except) names.add(nameIdentity(key.name));
  }
  return (name) => names.has(nameIdentity(name));
}
