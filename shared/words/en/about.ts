/** The About dialog. */
export const aboutWords = {
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
} as const;
