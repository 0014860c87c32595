/** The notices about the unlocked vault, shown above its pages. */
export const vaultNoticeWords = {
  torn: {
    title: 'The app was interrupted last time',
    sentence: 'One unfinished entry was discarded. Every confirmed change is saved.',
  },
  changedOnDisk: {
    title: 'Another program has changed the vault',
    sentence:
      'A sync folder or a restored backup can cause this. Nothing more is saved until you choose. Merging adds your changes to the version on disk; opening that version discards your unsaved changes.',
    merge: 'Merge',
    reload: 'Lock and open the version on disk',
  },
  readOnly: {
    title: 'Open for reading only',
    sentence:
      'The activity record is damaged. You can reveal and copy API keys, but nothing can be changed.',
  },
  noBackup: {
    since: 'No backup since {{when}}',
    never: 'No backup',
    sentence:
      'Your changes are saved, but the vault file cannot be rewritten and no backup is saved. {{why}} The app tries again every few minutes.',
    why: {
      'disk-full': 'The disk with {{path}} is full.',
      'no-permission': 'The app has no permission to write to {{path}}.',
      'not-a-file': '{{path}} is not a file.',
      other: '{{path}} cannot be written: {{reason}}.',
      unexpected: 'An error occurred in the app. For details, see its log.',
    },
  },
  rolledBack: {
    title: 'This is an older version of your vault',
    sentence:
      'On {{when}} this computer saw {{seen, number}} activity entries. Now the newest is number {{newest, number}}, or an entry was replaced. If you restored an older copy, continue with it. If not, someone else may have: your backups are in the vault folder. Until you decide, nothing can be changed.',
    accept: 'Continue with this version…',
  },
  outdatedKeyslots: {
    title: 'This file has outdated unlock methods',
    sentence: {
      'vault.passphrase-changed':
        'The passphrase was changed on {{when}}, but the vault file is older. The change was interrupted, or an older copy replaced the file. Until you decide, nothing can be changed.',
      'vault.recovery-code-changed':
        'The recovery code was changed on {{when}}, but the vault file is older. The change was interrupted, or an older copy replaced the file. Until you decide, nothing can be changed.',
      'vault.keychain-removed':
        'Keychain unlock was turned off on {{when}}, but the vault file is older. The change was interrupted, or an older copy replaced the file. Until you decide, nothing can be changed.',
      unrecorded:
        'On {{when}} this computer saw other unlock methods than the vault file has now, and no change of them is recorded. The file contains parts of an older copy, or is damaged. Until you decide, nothing can be changed.',
    },
    accept: 'Continue with these unlock methods…',
  },
} as const;
