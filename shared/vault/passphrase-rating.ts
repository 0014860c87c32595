/** The estimated strength of a passphrase against guessing. */
export interface PassphraseRating {
  /** 0: guessed at once … 4: not guessed in a lifetime */
  score: 0 | 1 | 2 | 3 | 4;
  /** a vault does not accept it */
  isTooWeak: boolean;
}

/** Below this score a passphrase is refused: ten to the power of eight guesses would find it. */
export const LOWEST_SCORE = 3;
