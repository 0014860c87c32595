/** First run, unlocking, and what can be wrong with the vault. */
export const vaultWords = {
  passphrase: 'Passphrase',
  showPassphrase: 'Show passphrase',
  hidePassphrase: 'Hide passphrase',
  create: {
    title: 'Create your vault',
    subtitle:
      'Your API keys are kept in an encrypted vault on this computer. Choose what opens it.',
    help: 'At least {{minimum}} characters. A sentence of a few words is best.',
    confirm: 'Confirm passphrase',
    keychain: 'Unlock with this computer’s keychain',
    keychainHelp: 'Whoever is logged in as you can then open the vault without the passphrase.',
    withoutKeychain: 'Create the vault without the keychain',
    fromFile: 'Start with the API keys of an export…',
    file: '<name>{{name}}</name> is imported as soon as your vault is there.',
    forgetFile: 'Do not import it',
    submit: 'Create vault',
    busy: 'Creating your vault…',
    tooShort_one: '{{count}} more character is needed.',
    tooShort_other: '{{count}} more characters are needed.',
    different: 'The two passphrases differ. Type the same one twice.',
  },
  recovery: {
    title: 'Save your recovery code',
    subtitle: 'It opens your vault if you forget the passphrase.',
    label: 'Recovery code',
    warning:
      'Nobody can recover this for you. Without the passphrase and without this code, everything in the vault is lost.',
    advice:
      'Write it down or keep it in a password manager, not on this computer. It is shown only now.',
    saved: 'I have saved my recovery code',
    submit: 'Continue',
    busy: 'Finishing…',
  },
  unlock: {
    title: 'Unlock your vault',
    lastOpened: 'Last opened {{day}} at {{time}}',
    waitingFile: '<name>{{name}}</name> is opened as soon as your vault is.',
    submit: 'Unlock',
    busy: 'Unlocking…',
    useKeychain: 'Use this computer’s keychain',
    askingKeychain: 'Waiting for this computer’s keychain…',
    useRecoveryCode: 'Recovery code',
    usePassphrase: 'Passphrase instead',
    recoveryCode: 'Recovery code',
    recoveryHelp: 'The code you saved when you created the vault. Spaces and dashes do not matter.',
    emptyPassphrase: 'Enter your passphrase.',
    emptyRecoveryCode: 'Enter your recovery code.',
    wait_one: 'The next try is possible in {{count}} s.',
    wait_other: 'The next try is possible in {{count}} s.',
  },
  damaged: {
    title: 'Your vault cannot be opened',
  },
  notices: {
    torn: {
      title: 'The app was interrupted last time',
      sentence: 'One unfinished entry was set aside. Everything you were told was saved is here.',
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
        other: 'The system said {{reason}} about {{path}}.',
        unexpected: 'Something went wrong in the app; its log says more.',
      },
    },
    rolledBack: {
      title: 'This is an older state of your vault',
      sentence:
        'On {{when}} this computer saw {{seen, number}} entries of its activity; now the newest is number {{newest, number}}, or another one stands in its place. If you have put an older copy back, go on with it. If you have not, somebody else may have: your backups are in the vault folder. Until you decide, nothing can be changed.',
      accept: 'Go on with this state…',
      confirm: 'Go on with this older state?',
      confirmSentence:
        'What was done after entry {{newest, number}} is not in it. That you went on with it is recorded in the activity.',
      keep: 'Not yet',
      go: 'Go on with it',
    },
  },
  readOnlyReason: 'The vault is open for reading only',
} as const;
