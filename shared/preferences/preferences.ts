import type { KeyColumn } from '../keys/key-columns';

/** The choices for auto-lock, in minutes. "Never" is not offered, because an unattended vault would stay unlocked. */
export const LOCK_AFTER_MINUTES = [1, 5, 10, 30, 60] as const;
export type LockAfterMinutes = (typeof LOCK_AFTER_MINUTES)[number];

export const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** The preferences. Stored in plain text beside the vault, so they must hold nothing secret. */
export interface Preferences {
  theme: Theme;
  hideInactive: boolean;
  /** the columns of the key table; null: those that suit the window */
  keyColumns: KeyColumn[] | null;
  /** whether the app stays in the notification area when its window is closed */
  tray: boolean;
  /** whether to check for updates once a day */
  checkForUpdates: boolean;
  /** the vault locks after this time without keyboard or mouse input */
  lockAfterMinutes: LockAfterMinutes;
  /** whether screen captures show the window black; not available on Linux */
  protectContent: boolean;
}

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  hideInactive: false,
  keyColumns: null,
  tray: false,
  checkForUpdates: false,
  lockAfterMinutes: 10,
  protectContent: false,
};
