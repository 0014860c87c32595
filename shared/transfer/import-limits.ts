// Caps on a plain file that is imported, all looked at before anything is made of the content.

export const MOST_ROWS = 100_000;
export const MOST_COLUMNS = 100;
/** of one cell, in UTF-16 code units */
export const LONGEST_CELL = 10_000;
