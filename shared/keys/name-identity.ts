// How names and texts are compared. Apart from the rules of a key, since the first page needs no more than this.

/** A run of blanks, which the window shows as one space, and an empty Braille cell looks like one too. */
export const BLANKS = /[\p{Zs}\u2800]+/gu;

/** Draws nothing, and so hides what tells two names apart or turns them around. */
export const UNSEEN = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB\u{13430}-\u{1343F}]/gu;

/** What a plain name has none of; looked for first, since a hundred thousand names are compared at once. */
const NOT_PLAIN = /[^ -~]|^ | $| {2}/;

/** A name as a person sees it, and can type it again: without what draws nothing, blanks as one space, in NFC. */
export const asSeen = (name: string): string =>
  NOT_PLAIN.test(name)
    ? name.replaceAll(UNSEEN, '').replaceAll(BLANKS, ' ').trim().normalize('NFC')
    : name;

/**
 * Two names are the same name when this is equal: case, compatibility forms and what draws nothing do not tell keys
 * apart. Both changes of case are needed, and decomposed letters: else `ß` is not `SS`, nor `ς` the same as `Σ`.
 */
export const nameIdentity = (name: string): string =>
  asSeen(asSeen(name).normalize('NFKD').toLowerCase().toUpperCase().normalize('NFKD'));

/** Accents, vowel signs of Arabic and others that a person may leave out; not the voiced sound marks of Japanese. */
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
 * A text as it is searched: what the rules take for the same name is found, and accents do not matter either. In small
 * letters, since that is what plain text becomes soonest.
 */
export function searchFold(text: string): string {
  if (!NOT_PLAIN.test(text)) return text.toLowerCase();
  const small = nameIdentity(text).normalize('NFKD').toLowerCase().replaceAll('ς', 'σ');
  const bare = small.replaceAll(ACCENTS, '');
  return asSeen(bare.replaceAll(STROKED, (letter) => STROKES[letter] ?? letter));
}
