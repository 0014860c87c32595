/** Marks that change the direction of what follows, and letters that are written from right to left. */
const TURNS = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\p{Script=Arabic}\p{Script=Hebrew}]/u;

/**
 * A name for use inside a sentence of plain text, where no `<bdi>` can stand: one that could turn the rest of
 * the sentence around is closed in (U+2068 … U+2069).
 */
export const bidiIsolate = (name: string): string =>
  TURNS.test(name) ? `\u2068${name}\u2069` : name;
