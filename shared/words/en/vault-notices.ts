/** What a person is told of the open vault above its pages. */
export const vaultNoticeWords = {
  torn: {
    title: 'The app was interrupted last time',
    sentence: 'One unfinished entry was set aside. Everything you were told was saved is here.',
  },
  changedOnDisk: {
    title: 'Another program has changed the vault',
    sentence:
      'It may be a sync folder or a backup that was put back. Nothing more is saved until you choose. Merging brings what you changed here into what is there now; opening what is there leaves your unsaved changes out.',
    merge: 'Merge',
    reload: 'Lock and open what is there',
  },
  readOnly: {
    title: 'Open for reading only',
    sentence:
      'The activity record is damaged. You can reveal and copy API keys, but nothing can be changed.',
  },
  noBackup: {
    since: 'No backup since {{when}}',
    never: 'There is no backup',
    sentence:
      'What you change is saved, but the vault file cannot be written anew, and no backup of it is kept. {{why}} It is tried again every few minutes.',
    why: {
      'disk-full': 'The disk with {{path}} is full.',
      'no-permission': 'The app may not write to {{path}}.',
      'not-a-file': 'What has the name {{path}} is no file.',
      other: 'This is why {{path}} cannot be written: {{reason}}.',
      unexpected: 'Something went wrong in the app; its log says more.',
    },
  },
  rolledBack: {
    title: 'This is an older state of your vault',
    sentence:
      'On {{when}} this computer saw {{seen, number}} entries of its activity; now the newest is number {{newest, number}}, or another one stands in its place. If you have put an older copy back, go on with it. If you have not, somebody else may have: your backups are in the vault folder. Until you decide, nothing can be changed.',
    accept: 'Go on with this state…',
  },
  outdatedKeyslots: {
    title: 'This file has ways in that were closed',
    sentence: {
      'vault.passphrase-changed':
        'The passphrase was changed on {{when}}, but the vault file is from before. The change was interrupted, or an older copy was put in its place. Until you decide, nothing can be changed.',
      'vault.recovery-code-changed':
        'The recovery code was changed on {{when}}, but the vault file is from before. The change was interrupted, or an older copy was put in its place. Until you decide, nothing can be changed.',
      'vault.keychain-removed':
        'Keychain unlock was turned off on {{when}}, but the vault file is from before. The change was interrupted, or an older copy was put in its place. Until you decide, nothing can be changed.',
      unrecorded:
        'On {{when}} this computer saw other ways into this vault than the file has now, and no change of them is recorded. The file was put together from an older copy, or was damaged. Until you decide, nothing can be changed.',
    },
    accept: 'Go on with these ways in…',
  },
} as const;
