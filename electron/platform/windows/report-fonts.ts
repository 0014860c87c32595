import latinExtended400 from '@fontsource/inter/files/inter-latin-ext-400-normal.woff2?inline';
import latinExtended600 from '@fontsource/inter/files/inter-latin-ext-600-normal.woff2?inline';
import latin400 from '@fontsource/inter/files/inter-latin-400-normal.woff2?inline';
import latin600 from '@fontsource/inter/files/inter-latin-600-normal.woff2?inline';

const LATIN =
  'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD';
const LATIN_EXTENDED =
  'U+0100-0130, U+0132-0151, U+0154-02BA, U+02BD-02C5, U+02C7-02D9, U+02DB, U+02DD-0303, U+0305-0307, U+0309-0328, U+032A-036F, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF';

const face = (font: string, weight: number, range: string): string =>
  `@font-face { font-family: 'Inter Report'; font-style: normal; font-weight: ${weight}; src: url(${font}) format('woff2'); unicode-range: ${range}; }`;

/**
 * Inter embedded in the document, for Latin scripts; others use system fonts. Static instead of
 * variable fonts: a variable font becomes unnamed outlines in a PDF.
 */
export const REPORT_FONT_FACES = [
  face(latin400, 400, LATIN),
  face(latin600, 600, LATIN),
  face(latinExtended400, 400, LATIN_EXTENDED),
  face(latinExtended600, 600, LATIN_EXTENDED),
].join('\n');
