/** The estimated strength of a passphrase against guessing. */
export interface PassphraseRating {
  /** 0: found at once … 4: not found in a lifetime */
  score: 0 | 1 | 2 | 3 | 4;
  /** no vault is given it */
  isTooWeak: boolean;
}

/** Below this score a passphrase is refused: ten to the power of eight guesses would find it. */
export const LOWEST_SCORE = 3;
