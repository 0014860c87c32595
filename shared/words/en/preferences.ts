/** The preferences of the app. */
export const preferenceWords = {
  title: 'Preferences',
  subtitle: 'How the app looks and behaves on this computer.',
  appearance: 'Appearance',
  theme: 'Theme',
  themeHelp: 'System follows the setting of your computer.',
  tray: 'Stay in the notification area',
  trayHelp: 'Closing the window keeps the app running. Open or lock it from the notification area.',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  lockAfter: 'Lock after',
  lockAfterHelp:
    'Time without keyboard or mouse use. The vault also locks when the screen locks or the computer sleeps.',
  protectContent: 'Hide the window from screen captures',
  protectContentHelp:
    'Screenshots, recordings, shared screens and remote support do not show this window.',
  minutes_one: '{{count}} min',
  minutes_other: '{{count}} min',
} as const;
