// A spreadsheet calculates a text that begins with one of a few signs. An apostrophe before it says that it is a text.
// A text that begins with apostrophes and such a sign gets one more, so that taking one away always gives back the text.

const SIGN = '[=+\\-@＝＋－＠﹦﹢﹣﹫]';

/**
 * `= + - @`, tab, CR, LF at the beginning, also in their full-width and small forms, and behind white space or marks that
 * cannot be seen.
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
/** What every such place looks like, asked first: it takes a fraction of the time. */
const MAYBE_INSIDE = /[,;|\t\r\n][^a-z\d]*[=+\-@＝＋－＠﹦﹢﹣﹫]/i;

/** How nearly every text begins, and no formula: asked first, since that takes a tenth of the time. */
const PLAIN_BEGINNING = /^[a-z\d]/i;

/** A text that no spreadsheet calculates, nor any piece of it. */
export function guardFormula(text: string): string {
  const inside = MAYBE_INSIDE.test(text) ? text.replaceAll(FORMULA_INSIDE, "$1'") : text;
  return !PLAIN_BEGINNING.test(text) && FORMULA.test(text) ? `'${inside}` : inside;
}

/** The text that `harmless` made this one of. */
export function unguardFormula(text: string): string {
  if (!text.includes("'")) return text;
  const whole = text.startsWith("'") ? text.replace(GUARDED, '') : text;
  return MAYBE_INSIDE.test(whole) ? whole.replaceAll(GUARDED_INSIDE, '$1') : whole;
}
