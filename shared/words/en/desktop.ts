/** Words of the app around the pages: About, updates, notifications. None of them is in the first picture. */
export const desktopWords = {
  about: {
    title: 'About Ownchat Keys',
    sentence: 'Keeps the API keys of your workspace in an encrypted vault on this computer.',
    licence: 'Ownchat Keys is free software under the MIT licence.',
    madeOf: 'Built with',
    chromiumLicences: 'Open the licences of Chromium',
    close: 'Close',
    developmentBuild: {
      title: 'Development build',
      sentence:
        'It uses Electron {{electron}}, which no longer gets security updates. Do not store real keys in it.',
    },
    safeStart: {
      title: 'Safe start',
      sentence:
        'The app did not close properly several times in a row, so it runs without graphics acceleration. Acceleration returns after a successful start.',
    },
    withoutLock: {
      title: 'A second instance cannot be detected',
      sentence:
        '{{why}} The app cannot tell whether it is open twice. Before each save it checks whether another program changed the vault, and asks you if so.',
      why: {
        'read-only': 'The folder {{path}} can only be read.',
        'no-permission': 'You have no permission to write to the folder {{path}}.',
        'no-links':
          'The disk with the folder {{path}} does not support symbolic links. exFAT disks, for example, do not.',
        'disk-full': 'The disk with the folder {{path}} has no room for one more file.',
        'temporary-folder': 'The app cannot create a file in the temporary folder {{path}}.',
        other: 'The app cannot create a lock in the folder {{path}}.',
      },
    },
  },
  updates: {
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
  },
  expiry: {
    title: {
      one: '{{count}} API key expires within a week',
      other: '{{count}} API keys expire within a week',
    },
    sentence: 'Open Ownchat Keys to see which.',
  },
  report: {
    saved: { title: 'A report is saved', sentence: 'Open Ownchat Keys to see which.' },
    failed: { title: 'A report could not be made', sentence: 'Open Ownchat Keys to see why.' },
  },
} as const;
