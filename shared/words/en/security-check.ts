/** The Security check page. The texts of the findings are in `risks.ts`. */
export const securityCheckWords = {
  title: 'Security check',
  subtitle: 'Risks in your API keys and in this vault, and what to do about them.',
  loading: 'Checking your API keys',
  summary: {
    good: 'Everything looks good',
    goodSentence_one: '{{checks, number}} checks of {{count, number}} API key, without a finding.',
    goodSentence_other:
      '{{checks, number}} checks of {{count, number}} API keys, without a finding.',
    noKeys: 'There are no API keys to check yet.',
    found_one: '{{count, number}} finding',
    found_other: '{{count, number}} findings',
    foundSentence_one:
      '{{checks, number}} checks of {{count, number}} API key, {{good, number}} without a finding.',
    foundSentence_other:
      '{{checks, number}} checks of {{count, number}} API keys, {{good, number}} without a finding.',
  },
  groups: {
    attention: 'Needs attention',
    tidy: 'Clean-up',
    good: 'Passed',
    vault: 'Your vault',
  },
  goodHelp: 'Checked, without a finding:',
  show_one: 'Show {{count, number}} key',
  show_other: 'Show {{count, number}} keys',
  showNamed_one: 'Show {{count, number}} key: {{what}}',
  showNamed_other: 'Show {{count, number}} keys: {{what}}',
  severity: { high: 'High', medium: 'Medium', low: 'Low' },
  vault: {
    failed: 'The security status of the vault could not be read.',
    passphrase: 'Passphrase',
    passphraseGood:
      'Protected by Argon2id: each guess takes {{memory, number}} MiB of memory and {{passes, number}} passes.',
    passphraseWeak: 'Your passphrase uses older protection. Set it again to strengthen it.',
    openPreferences: 'Open Preferences',
    recovery: 'Recovery code',
    recoveryGood: 'A recovery code exists. Keep it away from this computer.',
    recoveryMissing: 'No recovery code. If you forget the passphrase, the vault is lost.',
    keychain: 'Keychain unlock',
    keychainOff: 'Off: only the passphrase or the recovery code unlocks the vault.',
    keychainOn:
      'On: anyone logged in to your computer account can unlock the vault without the passphrase.',
    backup: 'Backups',
    backupGood_one:
      'Newest backup: {{when}}. It is on this computer. Regularly copy the folder to another place.',
    backupGood_other:
      '{{count, number}} backups, the newest: {{when}}. They are on this computer. Regularly copy the folder to another place.',
    backupNone: 'No backups yet. The first one is saved when the vault file is next rewritten.',
    showFiles: 'Show files',
    activity: 'Activity',
    activityHelp: 'Entries are chained, so that a removed entry is detected.',
    activityLink: 'Verify activity',
    fine: 'Passed',
    look: 'Needs attention',
  },
} as const;
