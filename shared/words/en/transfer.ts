import { inEnglish } from './numbers';
import { LONGEST_CELL, MOST_COLUMNS, MOST_ROWS } from '../../transfer/import-limits';
import type { ImportField, ImportProblem } from '../../transfer/transfer';

/** The Backups page: what was kept, export, import. */
export const transferWords = {
  title: 'Backups',
  subtitle: 'Restore an earlier version, or move your API keys with export and import.',
  list: {
    title: 'Earlier versions',
    help: 'The last ten versions of the vault. Before a restore, the current version is backed up, so you can undo it.',
    name: 'Earlier versions of the vault',
    when: 'Saved',
    numbered: '{{when}}, version {{number}}',
    keys: 'API keys',
    change: 'Effect of restoring',
    none: 'No backups yet. One is saved when the vault file is rewritten.',
    loading: 'Reading the backups…',
    comparing: 'Comparing…',
    damaged: 'Cannot be opened',
    nothing: 'None: same as the current version',
    added_one: '{{count}} restored',
    added_other: '{{count}} restored',
    changed_one: '{{count}} changed back',
    changed_other: '{{count}} changed back',
    removed_one: '{{count}} removed',
    removed_other: '{{count}} removed',
    restore: 'Restore…',
    restoreOf: 'Restore the version of {{when}}',
  },
  restore: {
    title: 'Restore an earlier version',
    sentence:
      'Your API keys return to the version saved {{when}}. The current version is backed up first.',
    added: 'Restored',
    changed: 'Changed back',
    removed: 'Removed',
    care: 'A restored API key that is active works again.',
    submit: 'Restore',
    busy: 'Restoring…',
    done: 'Earlier version restored',
    doneSentence: 'The version before the restore is backed up.',
    undo: 'Undo',
    undone: 'Restore undone',
  },
  export: {
    title: 'Export',
    help: 'Saves all API keys in one encrypted file with its own passphrase, for another computer or an off-site copy.',
    open: 'Export…',
    dialog: 'Export API keys',
    sentence:
      'All API keys are saved in one encrypted file. Anyone with its passphrase can read it.',
    passphrase: 'Passphrase of the file',
    confirm: 'Confirm passphrase of the file',
    withSecrets: 'Include the secrets',
    withSecretsHelp: 'Without secrets, the file lists your API keys but cannot restore them.',
    proof: 'Secrets leave the vault. Enter your vault’s passphrase:',
    submit: 'Choose file…',
    busy: 'Exporting…',
    done_one: 'Exported {{count}} API key to {{path}}',
    done_other: 'Exported {{count}} API keys to {{path}}',
  },
  import: {
    title: 'Import',
    help: 'Import an export or a report of this app, or a CSV, JSON or Excel file. You check every API key before anything is saved.',
    open: 'Import…',
    dialog: 'Import API keys',
    sealedSentence: '<name>{{name}}</name> is encrypted. Enter the passphrase of the file.',
    unseal: 'Open',
    unsealing: 'Opening…',
    tableSentence_one: '<name>{{name}}</name> has {{count}} row. Match the columns.',
    tableSentence_other: '<name>{{name}}</name> has {{count}} rows. Match the columns.',
    columns: 'Match the columns',
    samples: 'The first rows of the file',
    reading: {
      title: 'How the file is read',
      encoding: 'Encoding',
      encodings: {
        'utf-8': 'UTF-8',
        'utf-16le': 'UTF-16 LE',
        'utf-16be': 'UTF-16 BE',
        'windows-1252': 'Windows-1252 (Western)',
        'windows-1250': 'Windows-1250 (Central European)',
        'windows-1251': 'Windows-1251 (Cyrillic)',
        macintosh: 'Macintosh (Western)',
      },
      delimiter: 'Separator',
      delimiters: { comma: 'Comma', semicolon: 'Semicolon', tab: 'Tab', bar: 'Vertical bar' },
      otherDelimiter: 'Other: {{delimiter}}',
      headLine: 'Column names in line',
      noHeadLine: 'No line',
      sheet: 'Sheet',
      sheetNumber: 'Sheet {{number}}',
      dates: 'Order of dates',
      dateOrders: { dmy: 'Day, month, year', mdy: 'Month, day, year', ymd: 'Year, month, day' },
      datesUnsure:
        'The dates in this file fit more than one order. Check the expiration of each API key.',
    },
    noColumn: 'No column',
    column: 'Column {{number}}',
    needName: 'Choose the column with the names.',
    environment: 'Rows without an environment',
    scopes: 'Rows without access',
    noScopes: 'Skip them',
    readOnly: 'Read {{resource}}',
    check: 'Check the rows',
    checking: 'Checking…',
    reviewSentence: '<name>{{name}}</name>: choose what happens with each API key.',
    review: 'API keys in the file',
    counts: '{{added}} to add, {{replaced}} to replace, {{skipped}} to skip',
    all: 'For all of them',
    allClash_one: '{{count}} has a name that is taken, or differs from the API key in this vault:',
    allClash_other:
      '{{count}} have a name that is taken, or differ from the API keys in this vault:',
    line: 'Line {{line}}',
    status: {
      new: 'New',
      same: 'Already here',
      differs: 'Differs from yours',
      clash: 'Name is taken',
      repeated: 'Same as an earlier row',
      deleted: 'Deleted here',
      invalid: 'Cannot be imported',
    },
    choices: { add: 'Add', replace: 'Replace', rename: 'Rename', skip: 'Skip' },
    choiceOf: 'Action for {{name}}',
    renamed: 'becomes {{name}}',
    differences: 'Different: {{fields}}',
    noSecret: 'without its secret',
    unreadable:
      'It has permissions this app does not know: {{list}}. They are kept and grant nothing.',
    shown: {
      active: 'Active',
      inactive: 'Inactive',
      expires: 'expires {{when}}',
      expired: 'expired {{when}}',
      noExpiry: 'no expiry',
      anywhere: 'from anywhere',
      from: 'from {{addresses}}',
      more: '{{list}} and {{count, number}} more',
      noScopes: 'no access',
      fullAccess: 'Full access',
      readsEverything: 'Reads everything',
      noText: 'empty',
      end: '{{date}}, {{time}}',
    },
    change: '{{field}}: {{before}} → {{after}}',
    secretChange: 'The secret is replaced',
    past: {
      deleted: 'It was deleted here on {{when}}. Adding it restores it.',
      deletedSometime: 'It was deleted earlier. Adding it restores it.',
      gone: 'A similar API key was deleted here on {{when}}.',
      goneSometime: 'A similar API key was deleted earlier.',
      rotated: 'Its secret was replaced here on {{when}}. The old secret would work again.',
      unknown:
        'Part of the activity cannot be read, so the app cannot tell whether it was deleted here.',
    },
    more: {
      title: 'Gives more access',
      enabled: 'It becomes active.',
      later: 'It works until {{after}} instead of {{before}}.',
      endless: 'It never expires. Before: {{before}}.',
      scopes: 'It also gets {{scopes}}.',
      fullAccess: 'It gets full access.',
      wider: 'It works from {{after}} instead of {{before}} only.',
      everywhere: 'It works from any address. Before: from {{before}} only.',
      secret: 'It accepts a different secret.',
    },
    noName: 'No name',
    submit: 'Import',
    importing: 'Importing…',
    back: 'Back',
    done: 'Imported: {{added}} added, {{replaced}} replaced, {{skipped}} skipped',
    plainWarning:
      'If the file contains secrets in plain text, delete it securely after the import.',
  },
  drop: {
    title: 'Drop the file to import it',
    help: 'An encrypted export (.ownchat-vault), CSV, JSON or an Excel workbook (.xlsx)',
    close: 'Close',
  },
  fields: {
    name: 'API Key Name',
    scopes: 'Access Scope',
    integration: 'Integration',
    note: 'Note',
    environment: 'Environment',
    expiresAt: 'Expiration',
    allowedIps: 'Allowed IPs',
    enabled: 'Status',
    secret: 'API key (the secret)',
    secretHash: 'Secret',
    owner: 'Owner',
    tags: 'Tags',
    rotateEvery: 'Rotate every',
  } satisfies Record<ImportField | 'secretHash' | 'owner' | 'tags' | 'rotateEvery', string>,
  problems: {
    name: {
      required: 'The name is missing. Fill it in, or choose another column for the names.',
      'too-long': 'The name is too long. Shorten it to 80 characters.',
      'control-characters':
        'The name has characters that cannot be shown: “{{value}}”. Remove them.',
      taken: 'The name is taken: “{{value}}”. Choose another one.',
      secret: 'The name is a secret: {{value}}. Choose another column for the names.',
    },
    integration: {
      'too-long': 'The integration is too long: “{{value}}”. Shorten it to 80 characters.',
      'control-characters':
        'The integration has characters that cannot be shown: “{{value}}”. Remove them.',
    },
    note: {
      'too-long': 'The note is too long: “{{value}}”. Shorten it to 1,000 characters.',
      'control-characters':
        'The note has characters that cannot be shown: “{{value}}”. Remove them.',
    },
    owner: {
      'too-long': 'The owner is too long. Shorten it to 80 characters.',
      'control-characters': 'The owner has characters that cannot be shown. Remove them.',
    },
    tags: {
      'too-many': 'It has too many tags. Leave 10 at most.',
      'too-long': 'The tag “{{value}}” is too long. Shorten it to 40 characters.',
      'control-characters':
        'The tag “{{value}}” has characters that cannot be shown. Remove them.',
    },
    rotateEvery: {
      'out-of-range': 'The days between two rotations are not from 1 to 1,825.',
    },
    scopes: {
      required:
        'It has no access scope. Add one in the file, or go back and choose one for rows without access.',
      unknown:
        'The access scope “{{value}}” is unknown. Use contacts:read or Contacts: Write, for example.',
    },
    expiresAt: {
      'not-a-date':
        'The expiration is not a date: “{{value}}”. Write it as 2027-12-31, or choose another order of dates.',
      'in-the-past':
        'The expiration is in the past: “{{value}}”. Enter a later date, or leave it empty.',
      'too-far':
        'The expiration is too far in the future: “{{value}}”. Enter an earlier date, or write never.',
    },
    allowedIps: {
      'not-an-address':
        'An allowed IP is not an address: “{{value}}”. Write 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.',
      'too-many': 'It has too many allowed IPs. Use ranges to bring them down to 100.',
    },
    secret: {
      malformed:
        'The secret is not a complete Ownchat key. Copy it again, or choose no column for secrets.',
      'other-environment':
        'The secret belongs to the other environment. Correct the environment, or leave it empty.',
      'of-another-key':
        'Its secret, or the one it had before, belongs to another API key here, or to this one in the other environment. Create an API key with a new secret instead.',
      twice: 'An earlier row has the same secret. Remove one of the two rows.',
    },
    environment: {
      unknown: 'The environment is neither live nor test: “{{value}}”. Write Live or Test.',
    },
    enabled: {
      unknown: 'The status is unknown: “{{value}}”. Write Active or Inactive.',
    },
  },
} as const;

/** Why a file is refused; each ends a sentence that begins with the file's name. */
export const importProblemWords = {
  atLine: 'The file {{fileName}}, line {{line}}: {{what}} Nothing was imported.',
  'too-large':
    'it is too large. The app imports files of at most 128 MB, encrypted exports of 256 MB, and workbooks of 20 million cells in 5,000 parts.',
  unreadable: 'it cannot be read.',
  'not-a-file': 'it is a folder or a special file.',
  'wrong-kind':
    'only encrypted exports (.ownchat-vault), CSV, JSON and Excel files (.xlsx) can be imported.',
  several: 'several files were dropped or opened. Choose one file at a time.',
  busy: 'another file is being imported. Finish that first, or cancel it.',
  empty: 'it is empty.',
  'wrong-encoding': 'it does not use this encoding. Choose another one.',
  binary: 'it is neither text nor an Excel workbook.',
  'other-workbook':
    'it is another kind of document, or a workbook with a password. Save it without a password as an Excel workbook (.xlsx) or CSV.',
  'bad-workbook': 'the workbook cannot be read. Save it again as an Excel workbook (.xlsx) or CSV.',
  'no-keys': 'it is a report without a list of API keys. Export an Inventory report instead.',
  'not-csv': 'the rows have different numbers of columns, or a quotation mark is not closed.',
  'not-json': 'it is not well-formed JSON.',
  'too-deep': 'it is nested too deeply.',
  'duplicate-name': 'a column or a field has the same name as another one.',
  'forbidden-name': 'a column or a field has a name that is not allowed.',
  'too-many-rows': `it has more than ${inEnglish(MOST_ROWS)} rows.`,
  'too-many-columns': `it has more than ${MOST_COLUMNS} columns.`,
  'too-long': `a value is longer than ${inEnglish(LONGEST_CELL)} characters.`,
  'wrong-type': 'it must be a list of API keys with plain values.',
  truncated: 'its end is missing. Copy it again.',
  altered: 'it is damaged.',
  'newer-version': 'it was written by a newer version of Ownchat Keys.',
  unsafe: 'its passphrase protection is weaker or heavier than this app accepts.',
} as const satisfies Record<ImportProblem | 'atLine', string>;
