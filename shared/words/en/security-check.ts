/** The Security check page. What it finds about keys has its words in `risks.ts`. */
export const securityCheckWords = {
  title: 'Security check',
  subtitle: 'What is worth a look in your API keys and in this vault.',
  loading: 'Checking your API keys',
  summary: {
    good: 'Everything looks good',
    goodSentence_one: '{{checks, number}} checks of {{count, number}} API key, and nothing to do.',
    goodSentence_other:
      '{{checks, number}} checks of {{count, number}} API keys, and nothing to do.',
    noKeys: 'There are no API keys to check yet.',
    found_one: '{{count, number}} thing is worth a look',
    found_other: '{{count, number}} things are worth a look',
    foundSentence_one:
      '{{good, number}} of {{checks, number}} checks found nothing in your {{count, number}} API key.',
    foundSentence_other:
      '{{good, number}} of {{checks, number}} checks found nothing in your {{count, number}} API keys.',
  },
  groups: {
    attention: 'Worth a look soon',
    tidy: 'Tidying up',
    good: 'Fine',
    vault: 'Your vault',
  },
  goodHelp: 'Looked for, and not found:',
  show_one: 'Show {{count, number}} key',
  show_other: 'Show {{count, number}} keys',
  showNamed_one: 'Show {{count, number}} key: {{what}}',
  showNamed_other: 'Show {{count, number}} keys: {{what}}',
  severity: { high: 'Important', medium: 'Soon', low: 'When there is time' },
  vault: {
    failed: 'The state of the vault could not be read.',
    passphrase: 'Passphrase',
    passphraseGood:
      'Each guess costs an attacker {{memory, number}} MiB of memory and {{passes, number}} passes.',
    passphraseWeak:
      'Guessing is cheaper than it should be: {{memory, number}} MiB of memory a guess. A new passphrase is protected better.',
    openPreferences: 'Open Preferences',
    recovery: 'Recovery code',
    recoveryGood: 'There is one. Keep it away from this computer.',
    recoveryMissing: 'There is none: whoever forgets the passphrase loses the vault.',
    keychain: 'Keychain unlock',
    keychainOff: 'Off: only the passphrase or the recovery code open the vault.',
    keychainOn: 'On: whoever is logged in as you can open the vault without the passphrase.',
    backup: 'Backups',
    backupGood_one:
      'Newest backup: {{when}}. It is on this computer: copy the folder elsewhere now and then.',
    backupGood_other:
      '{{count, number}} backups, the newest: {{when}}. They are on this computer: copy the folder elsewhere now and then.',
    backupNone: 'None yet: the first is kept when the vault file is next rewritten.',
    showFiles: 'Show the files',
    activity: 'Activity',
    activityHelp: 'Everything that was done is chained, so that nothing can be taken out unseen.',
    activityLink: 'Verify it',
    fine: 'Fine',
    look: 'Worth a look',
  },
} as const;
