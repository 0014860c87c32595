// What stands in a cell, for the fields that are not free text: digits of any width and script, blanks of any kind.

const FORMAT_SIGNS = /[\p{Cf}\p{Cc}]+/gu;
const BLANKS = /[\s\p{Z}]+/gu;
/** Where the digits of scripts begin that compatibility forms do not bring to ASCII. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];
const OTHER_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/g;

/** What nearly every cell is, and what stays as it is: asked first, since that takes a tenth of the time. */
const PLAIN = /^[!-~]*(?: [!-~]+)*$/;

/** The text in ASCII digits and compatibility forms, blanks as one space, without what draws nothing. */
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

/** `["a", "b"]`, `['a', 'b']`, `{a,b}`: how programs write a list into one cell; without brackets and quotation marks. */
export function unbracketed(text: string): string {
  const inner = /^\s*(?:\[([^[\]{}]*)\]|\{([^[\]{}]*)\})\s*$/.exec(text);
  if (inner === null) return text;
  return (inner[1] ?? inner[2] ?? '')
    .split(',')
    .map((item) => item.trim().replace(/^(["'])(.*)\1$/, '$2'))
    .join(', ');
}

/** A text for comparing words. */
export const plainWord = (text: string): string => plainText(text).toLowerCase();

/**
 * How programs write that there is no value. None of them says that a key is without a limit: "none" and "-" are what
 * other programs write for an empty cell.
 */
const ABSENT = new Set(['', '-', '–', '—', 'null', '(null)', 'nil', 'none', 'nan', 'nat', '\\n']);
const NOT_AVAILABLE = new Set(['n/a', '#n/a', 'na', 'undefined']);

/** With blanks and what draws nothing around them. */
const LONGEST_ABSENT = 40;

/** Whether a cell says nothing. */
export function isAbsent(text: string): boolean {
  if (text.length > LONGEST_ABSENT) return false;
  // Separators with nothing between them are an empty list.
  const word = plainWord(unbracketed(text).replaceAll(/[,;|]+/g, ' '));
  return ABSENT.has(word) || NOT_AVAILABLE.has(word);
}
