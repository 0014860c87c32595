/** The command line's options; `--help` explains them. */
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
/**
 * Switches of Electron and Chromium that are accepted beside ours; docs/command-line.md lists the
 * same.
 */
const FOREIGN =
  /^--(user-data-dir|password-store|no-sandbox|log-level|lang|inspect|js-flags|no-proxy-server|in-process-gpu|(enable|disable|force|use|ozone|proxy|remote-debugging)-[a-z0-9-]+)(=.*)?$/;

/** Edit distance of a typing error; no Chromium switch is that close to one of ours. */
const SLIP_LETTERS = 2;

/** The arguments without switches of Electron and Chromium. */
export const withoutForeign = (args: readonly string[]): string[] =>
  args.filter((argument) => !FOREIGN.test(argument));

/**
 * Whether the arguments contain one of our options, or a near miss. If not, the app opens its
 * window: other arguments may be for Chromium, which has hundreds of switches.
 */
export const asksForCommand = (args: readonly string[]): boolean =>
  withoutForeign(args).some((argument) => {
    // Chromium has no one-letter switches.
    if (/^-[a-z]$/i.test(argument)) return true;
    const name = /^--?([a-z-]+)(=|$)/i.exec(argument)?.[1];
    return name !== undefined && Object.keys(OPTIONS).some((option) => isTypo(name, option));
  });

/** Whether two texts differ by at most one or two typing errors. */
function isTypo(text: string, other: string): boolean {
  if (Math.abs(text.length - other.length) > SLIP_LETTERS) return false;
  // For a short name two errors are too many.
  return distance(text, other) <= (other.length > 4 ? SLIP_LETTERS : 1);
}

/** The Damerau-Levenshtein distance (adjacent transpositions only). */
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
