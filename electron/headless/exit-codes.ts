import type { FailureCode } from '../../shared/lib/failure';

/** Exit codes of a headless run, documented in `docs/command-line.md`. */
export const EXIT = {
  done: 0,
  /** a bug */
  unexpected: 1,
  wrongUsage: 2,
  /** the vault could not be unlocked with the given passphrase */
  notUnlocked: 3,
  /** there is no vault, or it cannot be read */
  noVault: 4,
  /** another instance uses the profile */
  inUse: 5,
  notWritten: 6,
  /** the file exists, and `--force` was not given */
  exists: 7,
  /** the command needs a running app */
  notRunning: 8,
  /** the profile's lock cannot be created, so a running app cannot be reached through it */
  noLock: 9,
  /** ended by a signal, as shells count it */
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
