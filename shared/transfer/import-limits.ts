// Limits for an imported plain file, checked before its content is processed.

export const MAX_ROWS = 100_000;
export const MAX_COLUMNS = 100;
/** of one cell, in UTF-16 code units */
export const MAX_CELL_LENGTH = 10_000;
