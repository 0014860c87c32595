import { nameIdentity } from './name-identity';

/**
 * Tags in the form in which they are stored: trimmed, sorted, each once without regard to case. A
 * comma separates two tags, as in the form.
 */
export function normaliseTags(tags: readonly string[]): string[] {
  const byIdentity = new Map<string, string>();
  const each = tags.flatMap((text) => text.split(',')).map((tag) => tag.trim().normalize('NFC'));
  for (const tag of each.toSorted()) {
    if (tag !== '' && !byIdentity.has(nameIdentity(tag))) byIdentity.set(nameIdentity(tag), tag);
  }
  return [...byIdentity.values()];
}
