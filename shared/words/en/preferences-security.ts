/** The section Security of the preferences, and its dialogs. */
export const securityWords = {
  title: 'Security',
  rows: {
    passphrase: {
      title: 'Passphrase',
      help: 'Unlocks the vault and its backups. A copy of the vault in another place opens with the passphrase it had when it was copied.',
      action: 'Change passphrase…',
    },
    recovery: {
      title: 'Recovery code',
      help: 'Unlocks the vault if you forget the passphrase. A new code replaces the one you saved.',
      action: 'New recovery code…',
    },
    keychain: {
      title: 'Unlock with this computer’s keychain',
      help: 'Anyone logged in to your computer account can then unlock the vault without the passphrase.',
      unavailable: 'This computer has no keychain that the app can use.',
      add: 'Turn on…',
      remove: 'Turn off…',
    },
    dataKey: {
      title: 'Data key',
      help: 'Encrypts everything in the vault. Change it if someone may have the vault files and a passphrase, recovery code or keychain that opens them.',
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
    sentence: 'Enter your passphrase or your recovery code, then a new passphrase.',
    new: 'New passphrase',
    confirm: 'Confirm new passphrase',
    submit: 'Change passphrase',
    busy: 'Changing…',
    done: 'Passphrase changed',
  },
  recovery: {
    title: 'New recovery code',
    sentence: 'After you confirm the new code, the current one no longer opens the vault.',
    submit: 'Show new code',
    busy: 'Checking…',
    apply: 'Use this code',
    applying: 'Finishing…',
    done: 'The new recovery code is in use',
  },
  dataKey: {
    title: 'Change data key',
    sentence:
      'Everything is encrypted again with a new key and a new recovery code. Your passphrase does not change.',
    backups:
      'The backups are encrypted again too. A copy of the vault in another place still opens as before. If someone may have read a secret, rotate or replace those API keys too.',
    submit: 'Show new code',
    busy: 'Checking…',
    apply: 'Change data key',
    applying: 'Encrypting everything again…',
    done: 'Data key changed',
  },
  keychainOn: {
    title: 'Turn on keychain unlock',
    sentence: 'The vault then unlocks automatically when you are logged in to this computer.',
    submit: 'Turn on',
    busy: 'Turning on…',
    done: 'Keychain unlock is on',
  },
  keychainOff: {
    title: 'Turn off keychain unlock',
    sentence: 'The vault then unlocks only with your passphrase or recovery code.',
    submit: 'Turn off',
    busy: 'Turning off…',
    done: 'Keychain unlock is off',
  },
  changed: {
    sentence:
      'The old passphrase no longer opens the vault or its backups. It still opens copies of the vault made before the change.',
    dataKey:
      'If someone may have such a copy and the old passphrase, change the data key too. The copy then gives no access to later changes.',
    partly: 'The vault opens only with the new unlock methods.',
    left: 'These files could not be rewritten and may still open as before. Delete them if you no longer need them:',
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
    weak: 'This could be guessed. Add a few unrelated words.',
  },
} as const;
