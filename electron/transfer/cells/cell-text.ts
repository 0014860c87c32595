// Normalises cells of fields that are not free text: full-width and foreign digits, and every kind
// of blank.

const FORMAT_SIGNS = /[\p{Cf}\p{Cc}]+/gu;
const BLANKS = /[\s\p{Z}]+/gu;
/** Code points of zero in scripts whose digits NFKC does not map to ASCII. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];
const OTHER_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/g;

/** Fast path: nearly every cell is plain already, and the test takes a tenth of the time. */
const PLAIN = /^[!-~]*(?: [!-~]+)*$/;

/** The text in NFKC with ASCII digits and single spaces, without invisible characters. */
export function plainText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replaceAll(/[\t\r\n]+/g, ' ')
    .replaceAll(FORMAT_SIGNS, '')
    .normalize('NFKC')
    .replaceAll(OTHER_DIGIT, asciiDigit)
    .replaceAll(BLANKS, ' ')
    .trim();
}

function asciiDigit(digit: string): string {
  const code = digit.charCodeAt(0);
  const zero = ZEROS.findLast((each) => each <= code) ?? code;
  return String(code - zero);
}

/**
 * Removes the brackets and quotation marks of a list in one cell: `["a", "b"]`, `['a', 'b']`,
 * `{a,b}`.
 */
export function unbracketed(text: string): string {
  const inner = /^\s*(?:\[([^[\]{}]*)\]|\{([^[\]{}]*)\})\s*$/.exec(text);
  if (inner === null) return text;
  return (inner[1] ?? inner[2] ?? '')
    .split(',')
    .map((item) => item.trim().replace(/^(["'])(.*)\1$/, '$2'))
    .join(', ');
}

/** A text normalised for comparing words. */
export const plainWord = (text: string): string => plainText(text).toLowerCase();

/**
 * Spellings of a missing value. "none" and "-" are among them, since programs write them for an
 * empty cell: they do not mean "no limit".
 */
const ABSENT = new Set(['', '-', '–', '—', 'null', '(null)', 'nil', 'none', 'nan', 'nat', '\\n']);
const NOT_AVAILABLE = new Set(['n/a', '#n/a', 'na', 'undefined']);

/** Longest spelling, with blanks and invisible characters around it. */
const LONGEST_ABSENT = 40;

/** Whether a cell holds no value. */
export function isAbsent(text: string): boolean {
  if (text.length > LONGEST_ABSENT) return false;
  // Separators with nothing between them are an empty list.
  const word = plainWord(unbracketed(text).replaceAll(/[,;|]+/g, ' '));
  return ABSENT.has(word) || NOT_AVAILABLE.has(word);
}
