/** What a person chose about the app. Lives in plain text beside the vault: never anything secret. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  hideInactive: boolean;
}

export const DEFAULT_PREFERENCES: Preferences = { theme: 'system', hideInactive: false };
