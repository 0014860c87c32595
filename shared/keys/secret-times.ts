/** How long a revealed secret stays on the screen. */
export const REVEAL_MS = 30_000;

/** How long a copied secret stays in the clipboard. */
export const CLEAR_AFTER_MS = 30_000;
