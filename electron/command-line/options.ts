/** The options of the command line; `--help` says what they mean. */
export const OPTIONS = {
  help: { type: 'boolean' },
  version: { type: 'boolean' },
  lock: { type: 'boolean' },
  report: { type: 'string' },
  format: { type: 'string' },
  output: { type: 'string' },
  filter: { type: 'string' },
  integration: { type: 'string' },
  columns: { type: 'string' },
  sort: { type: 'string' },
  period: { type: 'string' },
  paper: { type: 'string' },
  delimiter: { type: 'string' },
  bom: { type: 'boolean' },
  'table-only': { type: 'boolean' },
  checksum: { type: 'boolean' },
  force: { type: 'boolean' },
  'passphrase-file': { type: 'string' },
  'passphrase-fd': { type: 'string' },
} as const;
/** Switches of Electron and Chromium that may stand beside ours. */
const FOREIGN =
  /^--(user-data-dir|password-store|ozone-platform|ozone-platform-hint|no-sandbox|log-level|lang|disable-gpu|enable-logging|inspect|js-flags|no-proxy-server|proxy-server|remote-debugging-[a-z]+|force-[a-z-]+)(=.*)?$/;

/** The arguments without those that are for Electron and Chromium. */
export const withoutForeign = (args: readonly string[]): string[] =>
  args.filter((argument) => !FOREIGN.test(argument));

/** Whether one of the options is among the arguments. Without one the app opens its window, whatever else there is. */
export const asksForCommand = (args: readonly string[]): boolean =>
  withoutForeign(args)
    .map((argument) => /^--([a-z-]+)(=|$)/.exec(argument)?.[1])
    .some((name) => name !== undefined && Object.hasOwn(OPTIONS, name));
