import type { FailureCode } from '../../lib/failure';
import type { SystemReason } from '../../lib/system-reason';
import { endpointFailureWords, endpointProblemWords } from './sync-failures';

interface FailureWords {
  /** what happened, in a few words */
  title: string;
  /** what it means */
  sentence: string;
  /** what the person can do now */
  wayOut: string;
}

const keepFiles = 'Nothing was changed or deleted.';

/** One entry for each code; `{{…}}` are filled in by `renderer/ui/text/failure-text.ts`. */
export const failureWords = {
  'vault-absent': {
    title: 'There is no vault yet',
    sentence: 'This computer has no vault for Ownchat Keys.',
    wayOut: 'Create one to start.',
  },
  'vault-exists': {
    title: 'A vault already exists',
    sentence: 'A vault was found where a new one would be written. It was left as it is.',
    wayOut: 'Close the app, open it again and unlock that vault.',
  },
  'vault-missing': {
    title: 'The vault file is missing',
    sentence: `Other files of your vault are there, but its main file is not. ${keepFiles}`,
    wayOut: 'Open the newest backup, or restore the file and try again.',
  },
  'vault-newer-version': {
    title: 'This vault needs a newer app',
    sentence: `The vault was written by a newer version of Ownchat Keys (format {{version}}). ${keepFiles}`,
    wayOut: 'Install the newest version of the app, then open the vault again.',
  },
  'vault-truncated': {
    title: 'The vault file is incomplete',
    sentence: `The end of the file is missing. A full disk or an incomplete copy can cause this. ${keepFiles}`,
    wayOut: 'Open the newest backup, or restore an intact copy and try again.',
  },
  'vault-altered': {
    title: 'The vault file was altered',
    sentence: `Its contents fail the integrity check, so something other than this app changed it. ${keepFiles}`,
    wayOut: 'Open the newest backup, or restore an intact copy and try again.',
  },
  'vault-unreadable': {
    title: 'The vault file cannot be read',
    sentence: `The reason: {{reason}}. ${keepFiles}`,
    wayOut:
      'Check that the disk is connected and that you have permission to read the file. Then try again.',
  },
  'vault-kdf-refused': {
    title: 'The vault file asks for unsafe settings',
    sentence: `Its passphrase protection is weaker or heavier than this app accepts, or it has more unlock methods than this app creates. The file may have been tampered with. ${keepFiles}`,
    wayOut: 'Open the newest backup, or restore an intact copy and try again.',
  },
  'vault-read-only': {
    title: 'The vault is open for reading only',
    sentence: 'Its activity record is damaged, so nothing can be changed now.',
    wayOut: 'You can still reveal and copy API keys. To change them, repair the vault first.',
  },
  'activity-damaged': {
    title: 'The activity record is damaged',
    sentence: `Your API keys are safe, but the record of what was done has a gap, so nothing can be changed. ${keepFiles}`,
    wayOut: 'Repair the vault, or go back and open it for reading only.',
  },
  'merge-impossible': {
    title: 'The two versions cannot be merged',
    sentence: `The version on disk is damaged, is older than the one opened here, belongs to another vault, or uses another data key. ${keepFiles}`,
    wayOut: 'Export your API keys first, then open the version on disk.',
  },
  'no-good-backup': {
    title: 'No backup can be opened',
    sentence: `None of the backups opens with what you entered. ${keepFiles}`,
    wayOut: 'Try another passphrase or your recovery code, or save a copy of the files.',
  },
  'recovery-expired': {
    title: 'The backup was closed',
    sentence: 'It was open for too long, or the vault was locked.',
    wayOut: 'Open the backup again.',
  },
  'vault-changed-on-disk': {
    title: 'The vault changed on disk',
    sentence: 'Another program wrote to the vault, so your change was not saved.',
    wayOut:
      'Merge the two versions and save again, or lock the vault and open the version on disk.',
  },
  'write-failed': {
    title: 'The change was not saved',
    sentence: 'The vault is unchanged. The reason: {{reason}}.',
    wayOut: 'Try again. If it keeps failing, check the disk.',
  },
  'vault-locked': {
    title: 'The vault is locked',
    sentence: 'It was locked before this could be done.',
    wayOut: 'Unlock it and try again.',
  },
  'vault-not-locked': {
    title: 'The vault is already unlocked',
    sentence: 'There was nothing to unlock.',
    wayOut: 'Continue working.',
  },
  'wrong-passphrase': {
    title: 'Wrong passphrase',
    sentence: 'The passphrase does not open this vault.',
    wayOut: 'Check the keyboard layout and Caps Lock, then try again.',
  },
  'wrong-recovery-code': {
    title: 'Wrong recovery code',
    sentence: 'The recovery code does not open this vault.',
    wayOut: 'Compare it with the code you saved, then try again.',
  },
  'malformed-recovery-code': {
    title: 'The recovery code is incomplete',
    sentence: 'A character is missing or mistyped.',
    wayOut: 'Compare it with the code you saved, group by group.',
  },
  'passphrase-too-short': {
    title: 'The passphrase is too short',
    sentence: 'A passphrase needs at least {{minimum}} characters.',
    wayOut: 'Make it longer. A sentence of a few words is best.',
  },
  'recovery-code-expired': {
    title: 'The recovery code has expired',
    sentence:
      'The vault was not created, because the app was restarted or another attempt was started.',
    wayOut: 'Create the vault again and save the new code.',
  },
  'not-confirmed': {
    title: 'Nothing was changed',
    sentence: 'You did not confirm the change.',
    wayOut: 'Try again if you want to.',
  },
  'new-code-expired': {
    title: 'The recovery code has expired',
    sentence: 'Nothing was changed. Your current passphrase and recovery code still work.',
    wayOut: 'Start again and save the new code.',
  },
  'passphrase-too-weak': {
    title: 'The passphrase is too easy to guess',
    sentence: 'A program that guesses passphrases would find it quickly.',
    wayOut: 'Add a few unrelated words.',
  },
  'keychain-unavailable': {
    title: 'The keychain is not available',
    sentence: 'This computer’s keychain cannot be used at the moment.',
    wayOut: 'Use your passphrase.',
  },
  'keychain-refused': {
    title: 'The keychain did not unlock the vault',
    sentence: 'It refused access, or its entry belongs to another vault.',
    wayOut: 'Use your passphrase.',
  },
  'keychain-silent': {
    title: 'The keychain has not answered',
    sentence:
      'This computer’s keychain did not respond. It may be asking for its password in another window.',
    wayOut: 'Use your passphrase, or try the keychain again.',
  },
  'older-ways-in': {
    title: 'The keychain does not unlock this file',
    sentence:
      'The vault file may be an older copy, from before a change of the passphrase, the recovery code or keychain unlock, or its activity is damaged.',
    wayOut: 'Use your passphrase. The app then shows what happened.',
  },
  'other-way-in': {
    title: 'This passphrase or code opens only an older backup',
    sentence:
      'You entered a passphrase or recovery code that does not open the newest intact version, {{file}}.',
    wayOut: 'Enter the passphrase or recovery code that is in use now.',
  },
  'backup-not-found': {
    title: 'The backup was not found',
    sentence: 'It was replaced by a newer one or removed.',
    wayOut: 'Choose another backup from the list.',
  },
  'backup-damaged': {
    title: 'This backup cannot be opened',
    sentence: `It is damaged, or was made with another data key. ${keepFiles}`,
    wayOut: 'Choose another backup.',
  },
  'nothing-to-archive': {
    title: 'There is nothing to archive',
    sentence: 'No activity is old enough, or your backups still need it. Nothing was changed.',
    wayOut: 'Choose a shorter time, or wait until newer backups have replaced the old ones.',
  },
  'archive-missing': {
    title: 'This archive is missing',
    sentence: 'The file {{path}} no longer exists. Nothing else is affected.',
    wayOut: 'Restore it from a copy of the vault folder.',
  },
  'archive-altered': {
    title: 'This archive was modified or is damaged',
    sentence: 'The file {{path}} fails the integrity check. Nothing else is affected.',
    wayOut: 'Restore it from a copy of the vault folder.',
  },
  'import-refused': {
    title: 'This file cannot be imported',
    sentence: 'The file {{fileName}}: {{what}} Nothing was imported.',
    wayOut: 'Correct the file, or choose another one.',
  },
  'import-expired': {
    title: 'The file was closed',
    sentence: 'The vault was locked, or another file was opened. Nothing was imported.',
    wayOut: 'Choose the file again.',
  },
  'import-gives-more': {
    title: 'More access needs your confirmation',
    sentence:
      'These API keys would get more access than you confirmed: {{names}}. Nothing was imported.',
    wayOut: 'Go back, check the rows again and confirm the changes.',
  },
  'import-outdated': {
    title: 'The vault has changed',
    sentence: 'The preview is out of date for these API keys: {{names}}. Nothing was imported.',
    wayOut: 'Go back and check the rows again.',
  },
  'invalid-key': {
    title: 'Some fields need a change',
    sentence: 'The API key was not saved.',
    wayOut: 'Look at the marked fields and save again.',
  },
  'key-not-found': {
    title: 'The API key was not found',
    sentence: 'It has been deleted.',
    wayOut: 'Close this and check the list.',
  },
  'rules-broken': {
    title: 'Your rules do not allow this change',
    sentence: '{{rules}}',
    wayOut:
      'Change what the rule asks for. Or, in the Security check, change the rule or accept an exception.',
  },
  'rules-unreadable': {
    title: 'The rules cannot be changed',
    sentence:
      'A newer version of Ownchat Keys has stored rules that this version does not understand.',
    wayOut: 'Update Ownchat Keys on this computer. Until then, no rule is applied here.',
  },
  'exceptions-full': {
    title: 'The exception was not saved',
    sentence: 'There are as many running exceptions as this vault can hold.',
    wayOut: 'Remove one that is no longer needed.',
  },
  'preview-outdated': {
    title: 'The keys changed meanwhile',
    sentence: 'Nothing was changed. The preview now shows the keys as they are.',
    wayOut: 'Check it and apply again.',
  },
  'change-cancelled': {
    title: 'Cancelled',
    sentence: 'Nothing was changed.',
    wayOut: 'You can start again.',
  },
  'key-compromised': {
    title: 'The API key stays inactive',
    sentence: 'Its secret was marked as compromised.',
    wayOut: 'Rotate the secret first, then activate the key.',
  },
  'revert-impossible': {
    title: 'This change cannot be reverted',
    sentence: 'The activity has no change of API keys there.',
    wayOut: 'You can edit the API keys instead.',
  },
  'key-disabled': {
    title: 'The secret was not replaced',
    sentence: 'This API key is deactivated, so a new secret would not work either.',
    wayOut: 'Activate it first, then rotate its secret. Or create a new API key.',
  },
  'key-expired': {
    title: 'The secret was not replaced',
    sentence: 'This API key has expired, so a new secret would not work either.',
    wayOut: 'Give it a later date first, then rotate its secret. Or create a new API key.',
  },
  'grace-ended': {
    title: 'This grace period is over',
    sentence: 'The old secret has already ended, or the key was rotated again.',
    wayOut: 'Open the key again to see which secrets work.',
  },
  'grace-running': {
    title: 'The secret was not replaced',
    sentence:
      'An older secret of this API key is still valid until {{until}}. Rotating now revokes it sooner.',
    wayOut: 'Wait until then, or rotate again and confirm that it is revoked.',
  },
  'recipient-invalid': {
    title: 'This is not an age recipient.',
    sentence: 'A recipient begins with age1 and is shown by age-keygen.',
    wayOut: 'Ask your colleague for it again, or use a passphrase.',
  },
  'secret-not-stored': {
    title: 'The secret is not on this computer',
    sentence: 'This API key was created elsewhere, so the vault does not have its secret.',
    wayOut: 'Copy it where it was created, or create a new API key.',
  },
  'reveal-not-allowed': {
    title: 'The API key is hidden again',
    sentence: 'To reveal or copy it, enter your passphrase or your recovery code.',
    wayOut: 'Close this and choose Reveal API key… or Copy API key… again.',
  },
  ...endpointFailureWords,
  'report-not-written': {
    title: 'The report was not saved',
    sentence: 'No file was left behind. The reason: {{reason}}.',
    wayOut: 'Try again, or save it in another folder.',
  },
  'report-exists': {
    title: 'The file already exists',
    sentence: 'The folder contains a file with this name. It was not changed.',
    wayOut: 'Choose another name, or confirm that it may be replaced.',
  },
  'report-too-large': {
    title: 'The report is too large for this format',
    sentence: 'It has {{rows, number}} rows; the format takes {{most, number}} at most.',
    wayOut: 'Choose fewer API keys, or export it as CSV, JSON or HTML.',
  },
  'report-filter-invalid': {
    title: 'The filter could not be understood',
    sentence: 'There is no filter “{{part}}”.',
    wayOut:
      'Use plain words, or fields such as status:active, environment:live, scope:messages:write or integration:zapier.',
  },
  'report-not-printed': {
    title: 'The PDF was not made',
    sentence: 'The page could not be printed. No file was left behind.',
    wayOut: 'Try again, or export it as HTML.',
  },
  'report-cancelled': {
    title: 'The export was cancelled',
    sentence: 'No file was left behind.',
    wayOut: 'Export it again at any time.',
  },
  'report-under-way': {
    title: 'A report is already being exported',
    sentence: 'Only one report is exported at a time.',
    wayOut: 'Wait until it is finished, or cancel it.',
  },
  'report-gone': {
    title: 'The report was not found',
    sentence: 'It was moved or deleted after it was saved.',
    wayOut: 'Export it again.',
  },
  'report-in-use': {
    title: 'A schedule needs this report',
    sentence: 'The saved report is exported on a schedule, so it was not removed.',
    wayOut: 'Stop the schedule first.',
  },
  'report-not-saved': {
    title: 'The saved report was not found',
    sentence: 'It has been removed.',
    wayOut: 'Save the settings again.',
  },
  'request-refused': {
    title: 'The request was refused',
    sentence: 'It did not come from the app’s own window.',
    wayOut: 'Close the app and open it again.',
  },
  'request-invalid': {
    title: 'The request could not be understood',
    sentence: 'The app sent an invalid value ({{path}}). Nothing was changed.',
    wayOut: 'Try again. If it keeps happening, report it with this message.',
  },
  unexpected: {
    title: 'Something went wrong in the app',
    sentence: 'This is an error in the app. Saved changes are safe.',
    wayOut: 'Try again. If it keeps happening, close the app and open it again.',
  },
  /** Each ends a sentence. */
  systemReasons: {
    missing: 'the file does not exist',
    exists: 'a file with this name already exists',
    'is-a-folder': 'a folder has this name',
    'not-a-folder': 'a file has the folder’s name',
    'not-a-file': 'a device, a pipe or a socket has this name',
    'too-large':
      'the file is too large (the app reads at most 2 GB of the activity and 512 MB of each other file)',
    'no-permission': 'the app has no permission to use the file',
    'read-only-disk': 'the disk is read-only',
    'disk-full': 'the disk is full',
    'disk-fault': 'the disk reports an error',
    'disk-gone': 'the disk is no longer connected',
    'too-many-files': 'too many files are open on this computer',
    'no-memory': 'this computer has too little memory',
    'in-use': 'another program is using the file',
    'link-loop': 'the link points to itself',
    'name-too-long': 'the name of the file is too long for this disk',
    'too-slow': 'the disk does not respond',
    other: 'unknown system error',
  },
  revertProblems: {
    archived: 'It is in an archive of the activity, which is read only.',
    unreadable: 'The activity is damaged before it.',
    none: 'No API key is as this change left it.',
  },
  endpointProblems: endpointProblemWords,
  reportProblems: {
    'disk-full': {
      sentence: 'The disk is full. No file was left behind.',
      wayOut: 'Free some space, or save the report on another disk.',
    },
    'no-permission': {
      sentence: 'You have no permission to write to this folder. No file was left behind.',
      wayOut: 'Choose another folder.',
    },
    'folder-missing': {
      sentence: 'The folder no longer exists.',
      wayOut: 'Choose another folder.',
    },
    'name-too-long': {
      sentence: 'The name of the file is too long for this disk.',
      wayOut: 'Choose a shorter name.',
    },
    'is-a-folder': {
      sentence: 'A folder has this name.',
      wayOut: 'Choose another name.',
    },
    'not-a-file': {
      sentence: 'A device, a pipe or a socket has this name. It was not changed.',
      wayOut: 'Choose another name. On the command line, --output=- means standard output.',
    },
  },
  writeProblems: {
    'disk-full': {
      sentence: 'The disk is full. The vault is unchanged.',
      wayOut: 'Free some space and try again.',
    },
    'no-permission': {
      sentence: 'The app has no permission to write to its folder. The vault is unchanged.',
      wayOut: 'Check the folder’s owner and permissions, then try again.',
    },
    'not-a-file': {
      sentence: 'A device, a pipe or a socket has this name. It was not changed.',
      wayOut: 'Choose another name.',
    },
  },
} as const satisfies Record<FailureCode, FailureWords> & {
  systemReasons: Record<SystemReason, string>;
  endpointProblems: object;
  revertProblems: object;
  writeProblems: object;
  reportProblems: object;
};
