import type { ApiKey } from '../../../../shared/keys/api-key';
import type { KeyIndex } from '../store/key-index';

/**
 * The keys that a dialog was opened for as they are now.
 *
 * @param held what they were when the dialog itself began to change them: what it deletes has not gone meanwhile
 * @returns those that are there, and how many have gone
 */
export function chosenKeys(
  chosen: readonly ApiKey[],
  index: KeyIndex,
  held: readonly ApiKey[] | null,
): { keys: readonly ApiKey[]; gone: number } {
  const keys = held ?? chosen.flatMap(({ id }) => index.get(id) ?? []);
  return { keys, gone: chosen.length - keys.length };
}
