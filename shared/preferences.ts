/** What a person chose about the app. Lives in plain text beside the vault: never anything secret. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  hideInactive: boolean;
  /** whether the app stays in the notification area when its window is closed */
  tray: boolean;
  /** whether to look for updates once a day */
  checkForUpdates: boolean;
}

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  hideInactive: false,
  tray: false,
  checkForUpdates: false,
};
