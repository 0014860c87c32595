/** The frame of the page: navigation, and words that several places share. */
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
