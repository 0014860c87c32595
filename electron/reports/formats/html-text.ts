const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters are invalid in HTML, and lone surrogates in UTF-8. */
const UNWRITABLE = /[^\P{Cc}\n\t]|\p{Cs}/gu;

/** A text escaped for HTML, in an element or a quoted attribute. */
export const escaped = (text: string): string =>
  text.replaceAll(UNWRITABLE, '\uFFFD').replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');

/** A user's text, isolated so that its direction marks end with it. */
export const isolatedHtml = (text: string): string => `<bdi dir="auto">${escaped(text)}</bdi>`;
