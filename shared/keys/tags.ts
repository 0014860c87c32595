import { nameIdentity } from './name-identity';

/** Tags in the form in which they are stored: trimmed, sorted, each once without regard to case. */
export function normaliseTags(tags: readonly string[]): string[] {
  const byIdentity = new Map<string, string>();
  for (const tag of tags.map((text) => text.trim().normalize('NFC')).toSorted()) {
    if (tag !== '' && !byIdentity.has(nameIdentity(tag))) byIdentity.set(nameIdentity(tag), tag);
  }
  return [...byIdentity.values()];
}
