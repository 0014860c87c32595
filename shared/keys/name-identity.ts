// How names and texts are compared. Separate from the key rules, because the first page needs only
// this.

/** White space, which the window shows as one space. An empty Braille cell looks like one too. */
export const WHITESPACE = /[\p{Zs}\u2800]+/gu;

/** Invisible characters, which can make two names look equal, or change their direction. */
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
 * Names are equal when their identity is equal: case, compatibility forms and invisible characters
 * do not distinguish keys. Both case mappings and decomposed letters are needed: otherwise `ß`
 * would differ from `SS`, and `ς` from `Σ`.
 */
export const nameIdentity = (name: string): string =>
  visibleForm(visibleForm(name).normalize('NFKD').toLowerCase().toUpperCase().normalize('NFKD'));

/**
 * Accents, vowel signs of Arabic and other optional marks; not the voiced sound marks of Japanese.
 */
const ACCENTS = /(?![\u3099\u309A])(?=[\p{sc=Inherited}\p{sc=Hebr}])\p{Mn}/gu;

/**
 * Letters with a stroke and ligatures, which can be searched without: not every keyboard has them.
 */
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
