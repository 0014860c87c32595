import type { Preferences } from '../../shared/preferences/preferences';

/** Preferences that do not affect how the vault is protected. */
const TASTE: ReadonlySet<string> = new Set<keyof Preferences>([
  'theme',
  'hideInactive',
  'keyColumns',
]);

/** A change of preferences as an event of the activity. */
export interface PreferenceChange {
  event: 'preference.changed';
  keyId: null;
  change: { name: string; before: string; after: string };
}

/** One event for each changed preference that affects how the vault is protected. */
export function preferenceChanges(before: object, after: object): PreferenceChange[] {
  const old = new Map(Object.entries(before));
  return Object.entries(after)
    .filter(([name, value]) => !TASTE.has(name) && old.get(name) !== value)
    .map(([name, value]) => ({
      event: 'preference.changed',
      keyId: null,
      change: { name, before: String(old.get(name)), after: String(value) },
    }));
}
