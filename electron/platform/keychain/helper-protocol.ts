/** The switch that starts the app as the keychain helper. */
export const HELPER_SWITCH = 'ask-keychain';

/** The helper's input: one line on standard input. */
export interface HelperQuestion {
  task: 'protect' | 'unprotect';
  /** for `protect` the text itself; for `unprotect` bytes in base64 */
  text: string;
}

/** The helper's output on standard output. */
export interface HelperAnswer {
  /**
   * for `protect` bytes in base64; for `unprotect` the text itself; null when the keychain refuses
   */
  text: string | null;
}
