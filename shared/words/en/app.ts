/** The frame of the page: navigation, preferences, and words that several places share. */
export const appWords = {
  /** Dates and numbers are written the way this locale writes them. */
  locale: 'en-GB',
  windowTitle: 'Ownchat Keys',
  common: {
    cancel: 'Cancel',
    tryAgain: 'Try again',
    dismiss: 'Dismiss',
    clearSearch: 'Clear search',
    searchShortcut: 'Ctrl K',
    searchShortcutMac: '⌘ K',
    filters: {
      set: '{{filter}}: {{values}}',
      clear: 'Clear filter {{filter}}',
      more: '{{first}} +{{more, number}}',
    },
  },
  navigation: {
    name: 'Settings',
    developer: 'Developer',
    workspace: 'Workspace',
    apiKeys: 'API Keys',
    reports: 'Reports',
    backups: 'Backups',
    activity: 'Activity',
    securityCheck: 'Security check',
    preferences: 'Preferences',
    sync: 'Sync',
    lock: 'Lock',
    lockVault: 'Lock vault',
  },
  clipboard: {
    status: 'An API key is in the clipboard',
    countdown_one: 'Clipboard clears in {{count}} s',
    countdown_other: 'Clipboard clears in {{count}} s',
    clearing: 'Clearing the clipboard…',
    cleared: 'The API key is no longer in the clipboard',
  },
  preferences: {
    title: 'Preferences',
    subtitle: 'How the app looks and behaves on this computer.',
    appearance: 'Appearance',
    theme: 'Theme',
    themeHelp: 'System follows the setting of your computer.',
    tray: 'Stay in the notification area',
    trayHelp:
      'Closing the window keeps the app running. Open or lock it from the notification area.',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    lockAfter: 'Lock after',
    lockAfterHelp:
      'Time without keyboard or mouse use. The vault also locks when the screen locks or the computer sleeps.',
    protectContent: 'Hide the window from screen captures',
    protectContentHelp:
      'Screenshots, recordings, shared screens and remote support do not show this window.',
    minutes_one: '{{count}} min',
    minutes_other: '{{count}} min',
  },
  crash: {
    title: 'This window has run into a problem',
    sentence:
      'Your vault is not affected: every confirmed change is saved. An API key that you were editing is offered again.',
    reload: 'Reload the window',
    quit: 'Quit',
  },
  ending: {
    title: 'Saving your vault',
    sentence: 'The app closes when everything is saved.',
  },
  unknownPage: 'Page not found.',
  unknownKey: 'API key not found in this vault.',
} as const;
