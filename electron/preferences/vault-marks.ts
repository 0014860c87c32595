import type { PreferencesStore } from './preferences-store';

/** The values about a vault that are stored outside it. Window and headless runs share them. */
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
  throttleStates: {
    // Read again each time: another window may have counted more.
    get: () => preferences.recall('wrongTries'),
    set: (states: Record<string, unknown>) => {
      preferences.remember('wrongTries', states);
    },
  },
  rollbackMark: {
    get: () => preferences.rollbackMark,
    set: (mark: string) => {
      preferences.rollbackMark = mark;
    },
  },
  lastOpened: {
    get: () => preferences.lastOpenedAt,
    set: (at: string) => {
      preferences.lastOpenedAt = at;
    },
  },
});
