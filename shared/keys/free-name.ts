import { NAME_LENGTH } from './key-limits';

/**
 * The name if it is free, otherwise the first free one of `NAME (2)`, `NAME (3)`…, cut to the
 * maximum length.
 *
 * @param isTaken whether a key has this name, ignoring case
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
