/** First run, unlocking, and what can be wrong with the vault. */
export const vaultWords = {
  passphrase: 'Passphrase',
  showPassphrase: 'Show passphrase',
  hidePassphrase: 'Hide passphrase',
  create: {
    title: 'Create your vault',
    subtitle:
      'Your API keys are stored in an encrypted vault on this computer. Choose how to unlock it.',
    help: 'At least {{minimum}} characters. A sentence of a few words is best.',
    confirm: 'Confirm passphrase',
    keychain: 'Unlock with this computer’s keychain',
    keychainHelp:
      'Anyone logged in to your account can then unlock the vault without the passphrase.',
    withoutKeychain: 'Create the vault without the keychain',
    fromFile: 'Start with the API keys of an export…',
    file: '<name>{{name}}</name> is imported after the vault is created.',
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
      'We cannot recover it for you. Without the passphrase and this code, everything in the vault is lost.',
    advice:
      'Write it down or keep it in a password manager, not on this computer. It is shown only now.',
    saved: 'I have saved my recovery code',
    submit: 'Continue',
    busy: 'Finishing…',
  },
  unlock: {
    title: 'Unlock your vault',
    lastOpened: 'Last opened {{day}} at {{time}}',
    waitingFile: '<name>{{name}}</name> opens after you unlock the vault.',
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
    wait_one: 'Try again in {{count}} s.',
    wait_other: 'Try again in {{count}} s.',
  },
  damaged: {
    title: 'Your vault cannot be opened',
  },
  readOnlyReason: 'The vault is open for reading only',
} as const;
