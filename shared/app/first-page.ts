/**
 * The query in the page's address during automatic unlock: the page then renders everything but the
 * keys at once.
 */
export const OPENING_QUERY = '?opening';
