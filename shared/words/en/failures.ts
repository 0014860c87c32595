import type { FailureCode } from '../../lib/failure';
import type { SystemReason } from '../../lib/system-reason';
import { endpointFailureWords, endpointProblemWords } from './endpoint-failures';

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
    wayOut: 'Create one to begin.',
  },
  'vault-exists': {
    title: 'A vault exists already',
    sentence: 'A vault was found where a new one would be written. It was left as it is.',
    wayOut: 'Close the app, open it again and unlock that vault.',
  },
  'vault-missing': {
    title: 'The vault file is missing',
    sentence: `Other files of your vault are there, but its main file is not. ${keepFiles}`,
    wayOut: 'Open the newest backup, or put the file back and try again.',
  },
  'vault-newer-version': {
    title: 'This vault needs a newer app',
    sentence: `The vault was written by a newer version of Ownchat Keys (format {{version}}). ${keepFiles}`,
    wayOut: 'Install the newest version of the app, then open the vault again.',
  },
  'vault-truncated': {
    title: 'The vault file is incomplete',
    sentence: `The end of the file is missing, as happens after a full disk or a broken copy. ${keepFiles}`,
    wayOut: 'Open the newest backup, or put back a good copy and try again.',
  },
  'vault-altered': {
    title: 'The vault file was altered',
    sentence: `Its contents do not match its seal, so something other than this app has changed it. ${keepFiles}`,
    wayOut: 'Open the newest backup, or put back a good copy and try again.',
  },
  'vault-unreadable': {
    title: 'The vault file cannot be read',
    sentence: `This is why: {{reason}}. ${keepFiles}`,
    wayOut:
      'Check that the disk is connected, and that it is an ordinary file that you may read. Then try again.',
  },
  'vault-kdf-refused': {
    title: 'The vault file asks for unsafe settings',
    sentence: `Its passphrase protection is weaker or heavier than this app accepts, or it has more ways in than this app makes, so the file may have been tampered with. ${keepFiles}`,
    wayOut: 'Open the newest backup, or put back a good copy and try again.',
  },
  'vault-read-only': {
    title: 'The vault is open for reading only',
    sentence: 'Its activity record is damaged, so nothing can be changed now.',
    wayOut: 'You can still reveal and copy API keys. To change them, put the vault in order first.',
  },
  'activity-damaged': {
    title: 'The activity record is damaged',
    sentence: `Your API keys are safe, but the record of what was done has a gap, so nothing can be changed. ${keepFiles}`,
    wayOut: 'Put the vault in order, or go back and open it for reading only.',
  },
  'merge-impossible': {
    title: 'The two versions cannot be merged',
    sentence: `What is on the disk is damaged, is older than what was opened here, is another vault, or another data key opens it. ${keepFiles}`,
    wayOut: 'Export what you have here first, then open what is there.',
  },
  'no-good-backup': {
    title: 'No backup can be opened',
    sentence: `None of the backups opens with what you entered. ${keepFiles}`,
    wayOut: 'Try another passphrase or your recovery code, or save the files elsewhere.',
  },
  'recovery-expired': {
    title: 'The backup is closed again',
    sentence: 'It was open for too long, or the vault was locked meanwhile.',
    wayOut: 'Open the backup again.',
  },
  'vault-changed-on-disk': {
    title: 'The vault changed on the disk',
    sentence:
      'Something other than this app has written to the vault, so your change was not saved.',
    wayOut: 'Merge the two versions and save again, or lock the vault and open what is there.',
  },
  'write-failed': {
    title: 'The change was not saved',
    sentence: 'Everything is as it was before. This is why: {{reason}}.',
    wayOut: 'Try again. If it keeps failing, check the disk.',
  },
  'vault-locked': {
    title: 'The vault is locked',
    sentence: 'It was locked before this could be done.',
    wayOut: 'Unlock it and try again.',
  },
  'vault-not-locked': {
    title: 'The vault is open already',
    sentence: 'There was nothing to unlock.',
    wayOut: 'Go on working.',
  },
  'wrong-passphrase': {
    title: 'That is not the passphrase',
    sentence: 'The passphrase does not open this vault.',
    wayOut: 'Check the keyboard layout and Caps Lock, then try again.',
  },
  'wrong-recovery-code': {
    title: 'That is not the recovery code',
    sentence: 'The recovery code does not open this vault.',
    wayOut: 'Compare it with what you saved, then try again.',
  },
  'malformed-recovery-code': {
    title: 'That is not a whole recovery code',
    sentence: 'A character is missing or mistyped.',
    wayOut: 'Compare it with what you saved, group by group.',
  },
  'passphrase-too-short': {
    title: 'The passphrase is too short',
    sentence: 'A passphrase needs at least {{minimum}} characters.',
    wayOut: 'Make it longer. A sentence of a few words is best.',
  },
  'recovery-code-expired': {
    title: 'That recovery code is no longer waiting',
    sentence:
      'The vault was not created, because the app was restarted or another attempt was begun.',
    wayOut: 'Create the vault again and save the new code.',
  },
  'not-confirmed': {
    title: 'Nothing was changed',
    sentence: 'You did not agree to it.',
    wayOut: 'Try again if you want to.',
  },
  'new-code-expired': {
    title: 'That recovery code is no longer waiting',
    sentence: 'Nothing was changed: the vault opens with the ways in that it had before.',
    wayOut: 'Begin again and save the new code.',
  },
  'passphrase-too-weak': {
    title: 'The passphrase is too easy to guess',
    sentence: 'Programs that guess passphrases would find it soon.',
    wayOut: 'Add a few words that do not belong together.',
  },
  'keychain-unavailable': {
    title: 'The keychain is not available',
    sentence: 'This computer’s keychain cannot be used now.',
    wayOut: 'Use your passphrase.',
  },
  'keychain-refused': {
    title: 'The keychain did not open the vault',
    sentence: 'It refused, or what it keeps belongs to another vault.',
    wayOut: 'Use your passphrase.',
  },
  'keychain-silent': {
    title: 'The keychain has not answered',
    sentence:
      'This computer’s keychain gave no answer. It may be waiting for its password in another window.',
    wayOut: 'Use your passphrase, or ask the keychain again.',
  },
  'older-ways-in': {
    title: 'The keychain does not open this file',
    sentence:
      'The vault file may be an older copy, from before a change of the passphrase, the recovery code or keychain unlock, or its activity is damaged.',
    wayOut: 'Use your passphrase. The app then says more.',
  },
  'other-way-in': {
    title: 'That opens an older backup only',
    sentence:
      'What you entered is not the passphrase or recovery code of the newest version that is whole, {{file}}.',
    wayOut: 'Enter the passphrase or recovery code that replaced it.',
  },
  'backup-not-found': {
    title: 'This backup is gone',
    sentence: 'It was replaced by a newer one, or removed.',
    wayOut: 'Look at the list again.',
  },
  'backup-damaged': {
    title: 'This backup cannot be opened',
    sentence: `It is damaged, or was made with another data key. ${keepFiles}`,
    wayOut: 'Choose another backup.',
  },
  'nothing-to-archive': {
    title: 'There is nothing to archive',
    sentence: 'No activity is that old, or your backups still need it. Nothing was changed.',
    wayOut: 'Choose a shorter time, or wait until newer backups have replaced the old ones.',
  },
  'archive-missing': {
    title: 'This archive is missing',
    sentence: 'The file {{path}} is not there any more. Nothing else is affected.',
    wayOut: 'Put it back from a copy of the vault folder.',
  },
  'archive-altered': {
    title: 'This archive is not as it was written',
    sentence: 'The file {{path}} was changed or is damaged. Nothing else is affected.',
    wayOut: 'Put it back from a copy of the vault folder.',
  },
  'import-refused': {
    title: 'This file cannot be imported',
    sentence: 'The file {{fileName}}: {{what}} Nothing was imported.',
    wayOut: 'Correct the file, or choose another one.',
  },
  'import-expired': {
    title: 'The file is closed again',
    sentence: 'The vault was locked meanwhile, or another file was opened. Nothing was imported.',
    wayOut: 'Choose the file again.',
  },
  'import-gives-more': {
    title: 'Not everything was agreed to',
    sentence:
      'These API keys would get more access than you have confirmed: {{names}}. Nothing was imported.',
    wayOut: 'Go back, check the rows again, and confirm what is shown then.',
  },
  'import-outdated': {
    title: 'The vault has changed meanwhile',
    sentence: 'What was shown is no longer so for these API keys: {{names}}. Nothing was imported.',
    wayOut: 'Go back and check the rows again.',
  },
  'invalid-key': {
    title: 'Some fields need a change',
    sentence: 'The API key was not saved.',
    wayOut: 'Look at the marked fields and save again.',
  },
  'key-not-found': {
    title: 'This API key is gone',
    sentence: 'It was deleted in the meantime.',
    wayOut: 'Close this and look at the list again.',
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
  'grace-running': {
    title: 'The secret was not replaced',
    sentence:
      'An older secret of this API key was promised to work until {{until}}. A rotation now ends it sooner.',
    wayOut: 'Wait until then, or rotate again and confirm that it ends.',
  },
  'secret-not-stored': {
    title: 'The secret is not on this computer',
    sentence: 'This API key came from elsewhere, so the vault does not hold its secret.',
    wayOut: 'Copy it where it was created, or create a new API key.',
  },
  'reveal-not-allowed': {
    title: 'The API key is hidden again',
    sentence: 'Seeing or copying it needs your passphrase or your recovery code.',
    wayOut: 'Close this and choose Reveal API key… or Copy API key… again.',
  },
  ...endpointFailureWords,
  'report-not-written': {
    title: 'The report was not saved',
    sentence: 'Nothing was left behind. This is why: {{reason}}.',
    wayOut: 'Try again, or save it in another folder.',
  },
  'report-exists': {
    title: 'The file is there already',
    sentence: 'The folder has a file of this name. It was left as it is.',
    wayOut: 'Choose another name, or say that it may be replaced.',
  },
  'report-too-large': {
    title: 'The report is too large for this format',
    sentence: 'It has {{rows}} rows; the format takes {{most}} at most.',
    wayOut: 'Choose fewer API keys, or export it as CSV, JSON or HTML.',
  },
  'report-filter-invalid': {
    title: 'The filter could not be understood',
    sentence: 'There is nothing to filter by like “{{part}}”.',
    wayOut:
      'Use plain words, or fields such as status:active, environment:live, scope:messages:write or integration:zapier.',
  },
  'report-not-printed': {
    title: 'The PDF was not made',
    sentence: 'The page could not be printed. Nothing was left behind.',
    wayOut: 'Try again, or export it as HTML.',
  },
  'report-cancelled': {
    title: 'The export was cancelled',
    sentence: 'Nothing was left behind.',
    wayOut: 'Export it again whenever you like.',
  },
  'report-under-way': {
    title: 'A report is being exported already',
    sentence: 'Only one report is exported at a time.',
    wayOut: 'Wait until it is there, or cancel it.',
  },
  'report-gone': {
    title: 'The report is no longer there',
    sentence: 'It was moved or deleted since it was saved.',
    wayOut: 'Export it again.',
  },
  'report-in-use': {
    title: 'A schedule needs this report',
    sentence: 'The saved report is made on a schedule, so it was not removed.',
    wayOut: 'Stop the schedule first.',
  },
  'report-not-saved': {
    title: 'There is no such saved report',
    sentence: 'It was removed in the meantime.',
    wayOut: 'Save the settings again.',
  },
  'request-refused': {
    title: 'The request was refused',
    sentence: 'It did not come from the app’s own window.',
    wayOut: 'Close the app and open it again.',
  },
  'request-invalid': {
    title: 'The request could not be understood',
    sentence: 'The app sent something it should not have sent ({{path}}). Nothing was changed.',
    wayOut: 'Try again. If it keeps happening, report it with these words.',
  },
  unexpected: {
    title: 'Something went wrong in the app',
    sentence: 'This should not have happened. What was saved before is safe.',
    wayOut: 'Try again. If it keeps happening, close the app and open it again.',
  },
  /** Each ends a sentence. */
  systemReasons: {
    missing: 'there is no such file',
    exists: 'another file has this name',
    'is-a-folder': 'a folder has the name of the file',
    'not-a-folder': 'a file has the name of the folder',
    'not-a-file': 'a device, a pipe or a socket has the name of the file',
    'too-large':
      'the file is too large (the app reads at most 2 GB of the activity and 512 MB of each other file)',
    'no-permission': 'the app may not use the file',
    'read-only-disk': 'the disk can only be read',
    'disk-full': 'the disk is full',
    'disk-fault': 'the disk reports a fault',
    'disk-gone': 'the disk is no longer connected',
    'too-many-files': 'too many files are open on this computer',
    'no-memory': 'this computer has too little memory',
    'in-use': 'another program is using the file',
    'link-loop': 'the link leads to itself',
    'name-too-long': 'the name of the file is too long for this disk',
    'too-slow': 'the disk does not answer',
    other: 'the system gave a reason that this app does not know',
  },
  endpointProblems: endpointProblemWords,
  reportProblems: {
    'disk-full': {
      sentence: 'The disk is full. Nothing was left behind.',
      wayOut: 'Free some space, or save the report on another disk.',
    },
    'no-permission': {
      sentence: 'You may not write to this folder. Nothing was left behind.',
      wayOut: 'Choose another folder.',
    },
    'folder-missing': {
      sentence: 'The folder is no longer there.',
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
      sentence: 'A device, a pipe or a socket has this name. It was left as it is.',
      wayOut: 'Choose another name. On the command line, --output=- is the standard output.',
    },
  },
  writeProblems: {
    'disk-full': {
      sentence: 'The disk is full. Everything is as it was before.',
      wayOut: 'Free some space and try again.',
    },
    'no-permission': {
      sentence: 'The app may not write to its folder. Everything is as it was before.',
      wayOut: 'Check who owns the folder and its permissions, then try again.',
    },
    'not-a-file': {
      sentence: 'A device, a pipe or a socket has this name. It was left as it is.',
      wayOut: 'Choose another name.',
    },
  },
} as const satisfies Record<FailureCode, FailureWords> & {
  systemReasons: Record<SystemReason, string>;
  endpointProblems: object;
  writeProblems: object;
  reportProblems: object;
};
