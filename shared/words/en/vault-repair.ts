/** A damaged vault, and what can be done about it. */
export const vaultRepairWords = {
  damaged: {
    file: 'File',
    backup: 'Newest good backup',
    backupWhen: '{{day}} at {{time}}, {{size}}',
    backupMore: 'Open it to see how many API keys it contains.',
    noBackup: 'No readable backup was found.',
    looking: 'Looking for backups…',
    openBackup: 'Open the newest backup…',
    putInOrder: 'Repair the vault…',
    openReadOnly: 'Back to unlock',
    saveFiles: 'Save a copy of the files…',
    showFiles: 'Show the files',
    quit: 'Quit',
    reading: 'Trying again…',
    readAgain: 'Tried again at {{time}}. The vault still cannot be opened.',
    saved_one: '{{count}} file was copied to {{folder}}.',
    saved_other: '{{count}} files were copied to {{folder}}.',
    unreadable: 'These could not be read: {{names}}.',
  },
  open: {
    title: 'Open the newest backup',
    titleInPlace: 'Repair the vault',
    subtitle: 'You see a preview first. No file is changed until you confirm.',
    older: 'Backups open with the vault’s latest passphrase and recovery code.',
    submit: 'Open',
    busy: 'Opening…',
    back: 'Back',
  },
  preview: {
    title: 'Check what will be restored',
    fromBackup: 'The backup of {{day}} at {{time}}',
    fromVault: 'Your vault file is intact',
    keys_one: '{{count}} API key',
    keys_other: '{{count}} API keys',
    listLabel: 'API keys to restore',
    none: 'This version contains no API keys.',
    whole: 'The activity record is intact: every confirmed change is restored.',
    recovered_one:
      '{{count}} entry made after the backup is restored too, up to {{day}} at {{time}}.',
    recovered_other:
      '{{count}} entries made after the backup are restored too, up to {{day}} at {{time}}.',
    lost_one:
      'At least {{count}} later entry of the activity record cannot be read. Its changes are not restored.',
    lost_other:
      'At least {{count}} later entries of the activity record cannot be read. Their changes are not restored.',
    unknownLoss:
      'Later entries of the activity record, if any, cannot be read and are not restored.',
    outdatedKeyslots:
      'The passphrase, the recovery code or keychain unlock was changed on {{day}} at {{time}}, after this version was saved. The restored vault opens as it did before that change. Change the passphrase afterwards.',
    missing:
      'The activity record is missing. Changes made after this version was saved are not restored.',
    kept: 'The damaged files stay in the vault folder, with “damaged” in their names.',
    use: 'Use this backup',
    useInPlace: 'Repair',
    busy: 'Writing…',
    disabled: 'Disabled',
    expired: 'Expired',
  },
  repair: 'Repair…',
} as const;
