/** Characters that change the direction of the following text, and right-to-left letters. */
const TURNS = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\p{Script=Arabic}\p{Script=Hebrew}]/u;

/**
 * A name for a plain-text sentence, where `<bdi>` is not possible. A name that could change the
 * direction of the sentence is wrapped in isolates (U+2068 … U+2069).
 */
export const bidiIsolate = (name: string): string =>
  TURNS.test(name) ? `\u2068${name}\u2069` : name;
