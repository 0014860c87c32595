/** The texts of the command line: help, errors and results. */
export const headlessWords = {
  help: `Ownchat Keys {{version}}

Usage
  ownchat-keys [LINK | FILE]                     opens the window and shows the page or imports the file:
                                                 ownchat-keys://key/ID, ownchat-keys://page/NAME,
                                                 a .ownchat-vault, .csv, .json or .xlsx file
  ownchat-keys --report=NAME --output=FILE …     exports a report without a window
  ownchat-keys --lock                            locks the vault of the app that is running
  ownchat-keys --help (or -h) | --version

Report
  --report=NAME          inventory, access-review, risk, activity, lifecycle, due-dates
  --output=FILE          the file to write; its folder must exist. - is standard output (csv, json, ndjson, html, ics)
  --format=FORMAT        pdf, html, xlsx, csv, json, ndjson, ics (due-dates only); default: the extension of FILE
  --force                replaces FILE if it exists

API keys
  --filter=TEXT          status:active, status:inactive, status:disabled, status:expired,
                         environment:live, environment:test, scope:messages:write,
                         access:full, access:write, access:read-only, is:compromised,
                         integration:zoho (a part), integration:="Zoho CRM" (all of it; write "" for "),
                         integration:none; owner:, tag: and created-by: in the same way,
                         expires:past, expires:none, expires:within:30d, rotation:overdue,
                         last-used:never, last-used:over:90d, last-used:before:2026-09-01,
                         or search words
  --integration=NAME     only those of one integration

Content
  --columns=A,B,…        columns in this order, e.g. name,scopes,lastUsedAt
  --sort=COLUMN[:desc]   order of the rows
  --period=PERIOD        for activity and lifecycle: all, last-7-days, last-30-days, last-90-days,
                         last-12-months, previous-week, previous-month, 2026-01-01..2026-03-31
  --paper=a4|letter      for pdf and html
  --delimiter=, or ;     for csv
  --bom                  begins a csv file with a byte order mark
  --table-only           writes a csv file without the report details before the table
  --checksum             writes FILE.sha256 beside it

Passphrase (default: the computer’s keychain, if it is set up for the vault)
  --passphrase-file=FILE its first line; the file must be yours and private (mode 0600)
  --passphrase-fd=N      the first line read from file descriptor N

Other
  --user-data-dir=DIR    another profile

Exit codes
  0 done · 1 unexpected · 2 wrong usage · 3 not unlocked · 4 no vault, or it cannot be read
  5 in use by another instance · 6 not written · 7 the file exists · 8 the app is not running
  9 it is unknown whether the app is running · 130 interrupted
`,
  given: '{{count, number}} rows, SHA-256 of the data {{dataSha256}}',
  written: '{{path}}\n{{count, number}} rows, SHA-256 of the data {{dataSha256}}',
  notRecorded:
    'The vault is open for reading only, so this report is not recorded in its activity.',
  wrong: '{{problem}}. See --help.',
  refused:
    'Refused: {{switches}}. The installed app accepts no switch that attaches a debugger or weakens the protection of its window or connections.',
  tooLong:
    'Refused: the arguments and the working directory take {{bytes, number}} bytes; the running app accepts {{most, number}} at most. Open fewer files and links at once.',
  reportLocks:
    'Nothing was locked: a report is being exported on this profile. It locks the vault when it is done.',
  waitsForReport: 'A report is being exported on this profile. The window opens when it is done.',
  withoutLock:
    '{{why}} A second instance of the app cannot be detected. Before each save the app checks whether another program changed the vault files, and does not save if so.',
  cannotLock: 'Nothing was locked: the app cannot find out whether it is running. {{why}}',
  endedBySignal: 'The report was not made: its process was killed or crashed ({{signal}}).',
  notBackedUp:
    'The changes are saved, but the vault file could not be rewritten and no backup was saved ({{reason}}).',
  notRunning: 'The app is not running on this profile, so there is nothing to lock.',
  developmentBuild:
    'This is a development build. Electron {{electron}} no longer gets security updates: do not store real keys in it.',
  useForce: 'Use --force to replace it.',
  inUse:
    'Ownchat Keys is open on this profile. Close it, or export the report in its window. Only one instance at a time can record activity.',
  problems: {
    noReport: '--report is missing',
    noOutput: '--output is missing',
    noFormat: 'Neither --format nor the extension of --output names a format',
    noCalendar: '--format=ics is only for --report=due-dates',
    notText: '--output=- accepts text formats only: csv, json, ndjson, html, ics',
    noChecksum: '--checksum cannot be used with --output=-, which writes no file',
    notOneOf: '{{option}} cannot be “{{value}}”. Choose one of: {{choices}}',
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
      'The passphrase file {{source}} must belong to you and be readable only by you. Run chmod 600 on it.',
    'not-readable': 'The passphrase could not be read from {{source}}.',
    'too-long': 'The content of {{source}} is too long for a passphrase.',
    empty: 'There is no passphrase in {{source}}.',
    'utf-16':
      'The content of {{source}} seems to be UTF-16 without a byte order mark. Save it as UTF-8 and try again.',
    'not-utf-8': 'The content of {{source}} is not UTF-8 text. Save it as UTF-8 and try again.',
  },
} as const;
