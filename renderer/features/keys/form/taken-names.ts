import { nameIdentity } from '../../../../shared/keys/name-identity';
import type { KeyIndex } from '../store/key-index';

/**
 * Which names other keys have, collected when a dialog opens so that each key stroke is one look-up. The main
 * process decides again when the key is saved.
 *
 * @param except id of the key that is edited, whose own name is free
 */
export function takenNames(index: KeyIndex, except?: string): (name: string) => boolean {
  const names = new Set<string>();
  for (const { key } of index.ordered('createdAt')) {
    if (key.id !== except) names.add(nameIdentity(key.name));
  }
  return (name) => names.has(nameIdentity(name));
}
