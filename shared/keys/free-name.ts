import { NAME_LENGTH } from './key-limits';

/**
 * The name itself if it is free, else the first of `NAME (2)`, `NAME (3)`… that is, cut so that it is not too long.
 *
 * @param isTaken whether a key has this name, without regard to case
 */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name;
  for (let number = 2; ; number += 1) {
    const ending = ` (${number})`;
    const head = Array.from(name).slice(0, NAME_LENGTH - ending.length);
    const candidate = head.join('').trimEnd() + ending;
    if (!isTaken(candidate)) return candidate;
  }
}
