import type { ApiKey } from '../../../../shared/keys/api-key';
import type { KeyIndex } from '../store/key-index';

/**
 * The present state of the keys that a dialog was opened for.
 *
 * @param held the keys as they were when the dialog began to change them, so that its own deletions
 * do not count as gone
 * @returns the keys that still exist, and the number of those that do not
 */
export function chosenKeys(
  chosen: readonly ApiKey[],
  index: KeyIndex,
  held: readonly ApiKey[] | null,
): { keys: readonly ApiKey[]; gone: number } {
  const keys = held ?? chosen.flatMap(({ id }) => index.get(id) ?? []);
  return { keys, gone: chosen.length - keys.length };
}
