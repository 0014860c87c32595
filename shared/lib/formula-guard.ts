// A spreadsheet evaluates text that begins with certain signs. An apostrophe before it marks it as
// text. Text that begins with apostrophes and such a sign gets one more, so that removing one
// always restores the text.

const SIGN = '[=+\\-@＝＋－＠﹦﹢﹣﹫]';

/**
 * `= + - @`, tab, CR, LF at the beginning, also in their full-width and small forms, and after
 * white space or invisible characters.
 */
const START = `(?:['\\s\\p{Cf}]*${SIGN}|'*[\\t\\r\\n])`;
const FORMULA = new RegExp(`^${START}`, 'u');
const GUARDED = new RegExp(`^'(?=${START})`, 'u');

/**
 * Also guards text after characters that a spreadsheet with other settings reads as the end of a
 * cell: another separator, a line end. Quotation marks do not protect there, and one between the
 * two may even be removed.
 */
const INSIDE = `([,;|\\t\\r\\n][\\s\\p{Cf}"]*)`;
const FORMULA_INSIDE = new RegExp(`${INSIDE}(?='*${SIGN})`, 'gu');
const GUARDED_INSIDE = new RegExp(`${INSIDE}'(?='*${SIGN})`, 'gu');
/** A cheap pre-test for all such places. */
const MAYBE_INSIDE = /[,;|\t\r\n][^a-z\d]*[=+\-@＝＋－＠﹦﹢﹣﹫]/i;

/**
 * A cheap pre-test: the beginning of nearly every text, which is not a formula. It takes a tenth of
 * the time.
 */
const PLAIN_BEGINNING = /^[a-z\d]/i;

/** Makes a text that no spreadsheet evaluates, neither as a whole nor in parts. */
export function guardFormula(text: string): string {
  const inside = MAYBE_INSIDE.test(text) ? text.replaceAll(FORMULA_INSIDE, "$1'") : text;
  return !PLAIN_BEGINNING.test(text) && FORMULA.test(text) ? `'${inside}` : inside;
}

/** The original text of `guardFormula`. */
export function unguardFormula(text: string): string {
  if (!text.includes("'")) return text;
  const whole = text.startsWith("'") ? text.replace(GUARDED, '') : text;
  return MAYBE_INSIDE.test(whole) ? whole.replaceAll(GUARDED_INSIDE, '$1') : whole;
}
