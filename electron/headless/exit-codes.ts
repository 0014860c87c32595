import type { FailureCode } from '../../shared/lib/failure';

/** How a run without a window ends; `docs/command-line.md` tells the person. */
export const EXIT = {
  done: 0,
  /** a bug of ours */
  unexpected: 1,
  wrongUsage: 2,
  /** the vault could not be unlocked with what was given */
  notUnlocked: 3,
  /** there is no vault, or it cannot be read */
  noVault: 4,
  /** another instance of the app has the profile open */
  inUse: 5,
  notWritten: 6,
  /** the file is there, and `--force` was not given */
  exists: 7,
  /** what was asked for needs the app to run, and it does not */
  notRunning: 8,
  /** the lock of the profile cannot be made, so no running app can be told through it */
  noLock: 9,
  /** asked to end by a signal, as shells count it */
  interrupted: 130,
} as const;

/** The exit code of a failure. */
export function exitCodeOf(code: FailureCode): number {
  if (code === 'report-exists') return EXIT.exists;
  if (code === 'report-cancelled') return EXIT.interrupted;
  if (code === 'report-filter-invalid') return EXIT.wrongUsage;
  if (code === 'unexpected') return EXIT.unexpected;
  if (code.startsWith('wrong-') || code.startsWith('keychain-')) return EXIT.notUnlocked;
  if (code.startsWith('vault-')) return EXIT.noVault;
  return EXIT.notWritten;
}
