/** Characters and names that some file systems reject or reserve. */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]/gu;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const LONGEST_BYTES = 180;

/**
 * A title as the name of a file, without its extension.
 *
 * @param otherwise for a title that leaves no name
 */
export function fileStemOf(title: string, otherwise: string): string {
  const clean = title.replaceAll(FORBIDDEN, '-').replaceAll(/^[.\s]+|[.\s]+$/g, '');
  let short = '';
  for (const character of clean) {
    if (Buffer.byteLength(short + character) > LONGEST_BYTES) break;
    short += character;
  }
  return short === '' || RESERVED.test(short) ? otherwise : short;
}
