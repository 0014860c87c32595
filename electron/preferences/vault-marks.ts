import type { PreferencesStore } from './preferences-store';

/** What is kept of a vault outside of it, for whoever opens it: by the window and without one alike. */
export const vaultMarks = (preferences: PreferencesStore) => ({
  failedAttempts: {
    get: () => preferences.failedAttempts,
    note: (at: string) => {
      preferences.noteFailedAttempt(at);
    },
    clear: () => {
      preferences.clearFailedAttempts();
    },
  },
  wrongTries: {
    // From the disk each time: another window may have counted more.
    get: () => preferences.recall('wrongTries'),
    set: (tries: Record<string, unknown>) => {
      preferences.remember('wrongTries', tries);
    },
  },
  lastSeen: {
    get: () => preferences.lastSeen,
    set: (mark: string) => {
      preferences.lastSeen = mark;
    },
  },
  lastOpened: {
    get: () => preferences.lastOpenedAt,
    set: (at: string) => {
      preferences.lastOpenedAt = at;
    },
  },
});
