/** The section Security of the preferences, and its dialogs. */
export const securityWords = {
  title: 'Security',
  rows: {
    passphrase: {
      title: 'Passphrase',
      help: 'Opens the vault and its backups. A copy of the vault that was taken elsewhere opens with the passphrase of its time.',
      action: 'Change passphrase…',
    },
    recovery: {
      title: 'Recovery code',
      help: 'Opens the vault if you forget the passphrase. A new one takes the place of the one you saved.',
      action: 'New recovery code…',
    },
    keychain: {
      title: 'Unlock with this computer’s keychain',
      help: 'Whoever is logged in as you can then open the vault without the passphrase.',
      unavailable: 'This computer has no keychain that the app can use.',
      add: 'Turn on…',
      remove: 'Turn off…',
    },
    dataKey: {
      title: 'Data key',
      help: 'Everything in the vault is encrypted with it. Change it when somebody may have got hold of the files and of a way in.',
      action: 'Change data key…',
    },
  },
  keychainWaits:
    'Waiting for this computer’s keychain. It may be asking for its password in another window.',
  newCode: 'Your new recovery code. It opens the vault if you forget the passphrase.',
  useCode: 'Use the recovery code instead',
  usePassphrase: 'Use the passphrase instead',
  passphrase: {
    title: 'Change passphrase',
    sentence:
      'Enter your passphrase or your recovery code, and the passphrase you want from now on.',
    new: 'New passphrase',
    confirm: 'Confirm new passphrase',
    submit: 'Change passphrase',
    busy: 'Changing…',
    done: 'The passphrase is changed',
  },
  recovery: {
    title: 'New recovery code',
    sentence: 'Once the new code is saved, the one you have now no longer opens the vault.',
    submit: 'Show new code',
    busy: 'Checking…',
    apply: 'Use this code',
    applying: 'Finishing…',
    done: 'The new recovery code is in use',
  },
  dataKey: {
    title: 'Change data key',
    sentence:
      'Everything is encrypted again, with a new key and a new recovery code. Your passphrase stays.',
    backups:
      'The backups are encrypted again, too. A copy of the vault that was taken elsewhere opens as before, and shows what was in it then. If a secret may have been read, create new API keys as well.',
    submit: 'Show new code',
    busy: 'Checking…',
    apply: 'Change data key',
    applying: 'Encrypting everything again…',
    done: 'The data key is changed',
  },
  keychainOn: {
    title: 'Turn on keychain unlock',
    sentence: 'The vault then opens by itself when you are logged in to this computer.',
    submit: 'Turn on',
    busy: 'Turning on…',
    done: 'Keychain unlock is on',
  },
  keychainOff: {
    title: 'Turn off keychain unlock',
    sentence: 'The vault then opens with your passphrase or recovery code only.',
    submit: 'Turn off',
    busy: 'Turning off…',
    done: 'Keychain unlock is off',
  },
  changed: {
    sentence:
      'The old passphrase opens neither the vault nor its backups. It still opens a copy of the vault that somebody took before.',
    dataKey:
      'If somebody may have both that copy and the old passphrase, change the data key, too: the copy then gives no access to what you do from now on.',
    partly: 'The vault opens in the new ways only.',
    left: 'These files could not be rewritten, and may still open as before. Delete them if you no longer need them:',
    done: 'Done',
  },
  code: {
    copy: 'Copy code',
    copied_one: 'Copied. Clipboard clears in {{count}} s',
    copied_other: 'Copied. Clipboard clears in {{count}} s',
    clearing: 'Clearing the clipboard…',
    cleared: 'The code is no longer in the clipboard',
  },
  strength: {
    name: 'Strength',
    level0: 'Very easy to guess',
    level1: 'Easy to guess',
    level2: 'Could be guessed',
    level3: 'Strong',
    level4: 'Very strong',
    weak: 'This could be guessed. Add a few words that do not belong together.',
  },
} as const;
