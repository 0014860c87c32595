/** The options of the command line; `--help` says what they mean. */
export const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
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
/** Switches of Electron and Chromium that may stand beside ours; docs/command-line.md names the same. */
const FOREIGN =
  /^--(user-data-dir|password-store|no-sandbox|log-level|lang|inspect|js-flags|no-proxy-server|in-process-gpu|(enable|disable|force|use|ozone|proxy|remote-debugging)-[a-z0-9-]+)(=.*)?$/;

/** What a switch of Chromium never is, and a slip of the finger is. */
const SLIP_LETTERS = 2;

/** The arguments without those that are for Electron and Chromium. */
export const withoutForeign = (args: readonly string[]): string[] =>
  args.filter((argument) => !FOREIGN.test(argument));

/**
 * Whether one of the options is among the arguments, or what was meant to be one. Without it the app opens its window:
 * what else there is may be for Chromium, which has hundreds of switches.
 */
export const asksForCommand = (args: readonly string[]): boolean =>
  withoutForeign(args).some((argument) => {
    // Chromium has none of one letter.
    if (/^-[a-z]$/i.test(argument)) return true;
    const name = /^--?([a-z-]+)(=|$)/i.exec(argument)?.[1];
    return name !== undefined && Object.keys(OPTIONS).some((option) => isNearly(name, option));
  });

/** Whether one text is the other but for a letter or two: one too many, left out, another, or two that changed places. */
function isNearly(text: string, other: string): boolean {
  if (Math.abs(text.length - other.length) > SLIP_LETTERS) return false;
  // A short name is another name when two of its letters differ.
  return distance(text, other) <= (other.length > 4 ? SLIP_LETTERS : 1);
}

/** By how many single slips the texts differ (Damerau and Levenshtein, adjacent letters only). */
function distance(text: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= text.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const isSame = text[at - 1] === other[to - 1];
      const isSwapped = text[at - 1] === other[to - 2] && text[at - 2] === other[to - 1];
      next.push(
        Math.min(
          (row[to] ?? 0) + 1,
          (next[to - 1] ?? 0) + 1,
          (row[to - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (before[to - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}
