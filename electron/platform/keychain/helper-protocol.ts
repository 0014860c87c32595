/** Makes a start of the app the helper that asks the keychain. */
export const HELPER_SWITCH = 'ask-keychain';

/** What the helper reads from its standard input: one line. */
export interface HelperQuestion {
  task: 'protect' | 'unprotect';
  /** to be protected: the text itself; to be unprotected: bytes in base64 */
  text: string;
}

/** What it writes to its standard output. */
export interface HelperAnswer {
  /** protected: bytes in base64; unprotected: the text itself; null when the keychain refuses */
  text: string | null;
}
