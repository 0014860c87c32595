export const ENDING_SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/**
 * Ends the app as it should be ended when it is asked to by a signal. One of the packages we store preferences with
 * (`when-exit`) listens to signals, too, from the moment it is loaded, and then kills the process at once: nothing
 * would be locked. What it does at an ordinary end it goes on doing.
 *
 * @param end called each time: whoever has been asked and has stayed may be asked again
 */
export function endOnSignals(end: () => void): void {
  for (const signal of ENDING_SIGNALS) {
    process.removeAllListeners(signal);
    process.on(signal, end);
  }
}
