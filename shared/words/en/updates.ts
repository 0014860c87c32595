/** Updates of the app, in the About dialog. */
export const updateWords = {
  title: 'Updates',
  idle: 'Nothing is downloaded or installed until you confirm.',
  checking: 'Checking for updates…',
  current: 'You have the newest version.',
  offered: 'Version {{version}} is available. Its signature is good.',
  notes: 'What is new',
  downloading: 'Downloading version {{version}}: {{percent}} %',
  ready:
    'Version {{version}} is downloaded. The app locks the vault, installs it and starts again.',
  check: 'Check for updates',
  download: 'Download',
  install: 'Install and restart',
  daily: 'Check for updates once a day',
  dailyHelp: 'Contacts the release page. Nothing about you or your keys is sent.',
  off: {
    development: 'This copy runs from source and does not update itself.',
    distribution: 'Updates come through your system’s package manager.',
    unsigned: 'This build has no release key, so it does not check for updates.',
  },
  failed: {
    'not-reached': 'The server could not be reached. Check the connection and try again.',
    'not-trusted':
      'A newer version was found, but its signature is not valid, so it is not offered. Try again later. If the problem persists, report it.',
    altered:
      'The download does not match its signature, so it was deleted. Try again later. If the problem persists, report it.',
    'not-written':
      'The new version could not be saved on this computer. Free some disk space or check the folder’s permissions, then try again.',
  },
} as const;
