import type { Preferences } from '../../shared/preferences/preferences';

/** What is a matter of taste, and says nothing about how the vault is kept. */
const TASTE: ReadonlySet<string> = new Set<keyof Preferences>(['theme', 'hideInactive']);

/** What the activity is to record of a change of preferences. */
export interface PreferenceChange {
  event: 'preference.changed';
  keyId: null;
  change: { name: string; before: string; after: string };
}

/** One event for each preference that has changed and says how the vault is kept. */
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
