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
        'It was made with Electron {{electron}}, which gets no security updates any more. Do not keep real keys in it.',
    },
    safeStart: {
      title: 'Safe start',
      sentence:
        'The app did not end properly several times in a row, so it now runs without graphics acceleration. After a start that goes well it is back.',
    },
    withoutLock: {
      title: 'A second start would not be noticed',
      sentence:
        '{{why}} So the app cannot tell that it is open twice. Before it saves, it looks whether another program has changed the vault, and asks you.',
      why: {
        'read-only': 'The folder {{path}} can only be read.',
        'no-permission': 'You may not write to the folder {{path}}.',
        'no-links': 'The disk with the folder {{path}} has no symbolic links, like exFAT.',
        'disk-full': 'The disk with the folder {{path}} has no room for one more file.',
        'temporary-folder': 'Nothing can be made in the temporary folder {{path}}.',
        other: 'No lock can be made in the folder {{path}}.',
      },
    },
  },
  updates: {
    title: 'Updates',
    idle: 'Nothing is fetched or installed before you say so.',
    checking: 'Looking for a newer version…',
    current: 'This is the newest version.',
    offered: 'Version {{version}} is available. Its signature is good.',
    notes: 'What is new',
    downloading: 'Downloading version {{version}}: {{percent}} %',
    ready:
      'Version {{version}} is downloaded. The app locks the vault, installs it and starts again.',
    check: 'Look for updates',
    download: 'Download',
    install: 'Install and restart',
    daily: 'Look for updates once a day',
    dailyHelp: 'Asks the page of the releases; nothing about you or your keys is sent.',
    off: {
      development: 'This copy runs from its source and is not updated by itself.',
      distribution: 'Updates come with those of your system.',
      unsigned: 'This build was made without a release key, so it does not look for updates.',
    },
    failed: {
      'not-reached': 'The server could not be reached. Check the connection and try again.',
      'not-trusted':
        'A newer version is announced, but its signature is not right, so it is not offered. Try again later; if it stays, report it.',
      altered:
        'What was fetched is not what was signed, so it was thrown away. Try again later; if it stays, report it.',
      'not-written':
        'The new version could not be saved on this computer. Make room, or check who may write there, and try again.',
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
