export const ENDING_SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/**
 * Quits the app properly on a signal. A dependency of the preferences store (`when-exit`) also
 * listens to signals, and would kill the process at once, before the vault is locked. Its work at a
 * normal exit is kept.
 *
 * @param end called at each signal: quitting may have been cancelled before
 */
export function endOnSignals(end: () => void): void {
  for (const signal of ENDING_SIGNALS) {
    process.removeAllListeners(signal);
    process.on(signal, end);
  }
}
