/** What the app says where it has no window: help, problems, and what was done. */
export const commandLineWords = {
  help: `Ownchat Keys {{version}}

Usage
  ownchat-keys [LINK | FILE]                     opens the window, and shows or imports what is named:
                                                 ownchat-keys://key/ID, ownchat-keys://page/NAME,
                                                 a .ownchat-vault, .csv, .json or .xlsx file
  ownchat-keys --report=NAME --output=FILE …     makes a report without a window
  ownchat-keys --lock                            locks the vault of the app that is running
  ownchat-keys --help (or -h) | --version

Report
  --report=NAME          inventory, access-review, risk, activity, lifecycle
  --output=FILE          where to; the folder must exist. - is the standard output (csv, json, ndjson, html)
  --format=FORMAT        pdf, html, xlsx, csv, json, ndjson; else the ending of FILE says it
  --force                replaces FILE if it is there

API keys
  --filter=TEXT          status:active, status:inactive, status:disabled, status:expired,
                         environment:live, environment:test, scope:messages:write,
                         integration:"Zoho CRM" ("" in it for "), or words to look for
  --integration=NAME     only those of one integration

Content
  --columns=A,B,…        columns in this order, e.g. name,scopes,lastUsedAt
  --sort=COLUMN[:desc]   order of the rows
  --period=PERIOD        of activity and lifecycle: all, last-7-days, last-30-days, last-90-days,
                         last-12-months, previous-week, previous-month, 2026-01-01..2026-03-31
  --paper=a4|letter      of pdf and html
  --delimiter=, or ;     of csv
  --bom                  begins a csv file with a byte order mark
  --table-only           writes a csv file without the lines that say what it is
  --checksum             writes FILE.sha256 beside it

Passphrase (without either, the computer’s keychain, if it was set up for the vault)
  --passphrase-file=FILE its first line; the file must be yours and private (mode 0600)
  --passphrase-fd=N      the first line that comes through file descriptor N

Other
  --user-data-dir=DIR    another profile

Exit codes
  0 done · 1 unexpected · 2 wrong usage · 3 not unlocked · 4 no vault, or it cannot be read
  5 in use by another instance · 6 not written · 7 the file exists · 8 the app is not running
  9 whether the app runs cannot be told · 130 interrupted
`,
  given: '{{count}} rows, SHA-256 of the data {{dataSha256}}',
  written: '{{path}}\n{{count}} rows, SHA-256 of the data {{dataSha256}}',
  notRecorded: 'The vault can only be read: its activity does not know of this report.',
  wrong: '{{problem}}. See --help.',
  refused:
    'Refused: {{switches}}. The installed app takes no switch that opens it to a debugger or takes away a guard of its window or its connections.',
  tooLong:
    'Refused: the arguments, with the folder that they start from, come to {{bytes}} bytes, and the running app can be told {{most}} at most. Open fewer files and links at once.',
  reportLocks:
    'Nothing was locked: a report is being made on this profile, and locks the vault itself when it is done.',
  waitsForReport: 'A report is being made on this profile. The window opens when it is done.',
  withoutLock:
    '{{why}} So another start of the app goes unnoticed. Before anything is saved the vault looks whether another program has changed its files, and refuses then.',
  cannotLock: 'Nothing was locked: whether the app runs cannot be told. {{why}}',
  endedBySignal:
    'The report was not made: its process was ended from outside or by a fault ({{signal}}).',
  notBackedUp:
    'What was done is saved, but the vault file could not be written anew, and no backup of it was kept ({{reason}}).',
  notRunning: 'The app is not running on this profile, so there is nothing to lock.',
  developmentBuild:
    'This is a development build. Its Electron {{electron}} gets no security updates any more: do not keep real keys in it.',
  useForce: 'With --force it is replaced.',
  inUse:
    'Ownchat Keys is open on this profile. Close it, or export the report there: two at once could not both record what they do.',
  problems: {
    noReport: '--report is missing',
    noOutput: '--output is missing',
    noFormat: 'Neither --format nor the ending of --output names a format',
    notText: '--output=- takes text only: csv, json, ndjson, html',
    noChecksum: '--checksum writes a file beside the report, which --output=- does not have',
    notOneOf: '{{option}} cannot be “{{value}}”, only: {{choices}}',
    notUnderstood: '{{option}} could not be understood',
    twoScopes: '--filter and --integration cannot be used together',
    filter: '--filter does not understand “{{part}}”',
    twoPassphrases: '--passphrase-file and --passphrase-fd cannot be used together',
    notADescriptor: '--passphrase-fd cannot be “{{value}}”',
    noPassphrase:
      'The vault needs a passphrase: give it with --passphrase-file or --passphrase-fd.',
  },
  passphraseProblems: {
    'not-private':
      'The passphrase file {{source}} must be yours and readable by you alone: chmod 600 it.',
    'not-readable': 'The passphrase could not be read from {{source}}.',
    'too-long': 'What {{source}} holds is too long for a passphrase.',
    empty: 'There is no passphrase in {{source}}.',
    'utf-16':
      'What {{source}} holds seems to be UTF-16 without a byte order mark. Save it as UTF-8, and try again.',
    'not-utf-8': 'What {{source}} holds is not text in UTF-8. Save it as UTF-8, and try again.',
  },
} as const;
