// How names and texts are compared. Separate from the key rules, because the first page needs only
// this.

/** A run of blanks, which the window shows as one space, and an empty Braille cell looks like one too. */
export const WHITESPACE = /[\p{Zs}\u2800]+/gu;

/** Draws nothing, and so hides what tells two names apart or turns them around. */
export const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB\u{13430}-\u{1343F}]/gu;

/**
 * Characters that need normalising. Tested first, because a hundred thousand names are compared at
 * once.
 */
const NOT_PLAIN = /[^ -~]|^ | $| {2}/;

/** The visible form of a name: without invisible characters, white space as one space, in NFC. */
export const visibleForm = (name: string): string =>
  NOT_PLAIN.test(name)
    ? name.replaceAll(INVISIBLE, '').replaceAll(WHITESPACE, ' ').trim().normalize('NFC')
    : name;

/**
 * Two names are the same name when this is equal: case, compatibility forms and what draws nothing do not tell keys
 * apart. Both changes of case are needed, and decomposed letters: else `ß` is not `SS`, nor `ς` the same as `Σ`.
 */
export const nameIdentity = (name: string): string =>
  visibleForm(visibleForm(name).normalize('NFKD').toLowerCase().toUpperCase().normalize('NFKD'));

/**
 * Accents, vowel signs of Arabic and other optional marks; not the voiced sound marks of Japanese.
 */
const ACCENTS = /(?![\u3099\u309A])(?=[\p{sc=Inherited}\p{sc=Hebr}])\p{Mn}/gu;

/** Letters that are written without their stroke, or in two, where a keyboard does not have them. */
const STROKES: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ħ: 'h',
  ŧ: 't',
  æ: 'ae',
  œ: 'oe',
};
const STROKED = /[øłđħŧæœ]/g;

/**
 * The searchable form of a text: names that the rules treat as equal match, and accents are
 * ignored. Lower case, because that is the fastest form for plain text.
 */
export function searchFold(text: string): string {
  if (!NOT_PLAIN.test(text)) return text.toLowerCase();
  const small = nameIdentity(text).normalize('NFKD').toLowerCase().replaceAll('ς', 'σ');
  const bare = small.replaceAll(ACCENTS, '');
  return visibleForm(bare.replaceAll(STROKED, (letter) => STROKES[letter] ?? letter));
}
