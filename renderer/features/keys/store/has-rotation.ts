import type { KeyIndex } from './key-index';

const rotations = new WeakMap<KeyIndex, boolean>();

/** Whether a key has a date by which it must be rotated. */
export function hasRotation(index: KeyIndex): boolean {
  const answer =
    rotations.get(index) ?? index.ordered('createdAt').some(({ key }) => key.rotateEvery !== null);
  rotations.set(index, answer);
  return answer;
}
