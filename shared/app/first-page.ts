/** The query in the page's address when the vault opens by itself: the page then draws all but the keys at once. */
export const OPENING_QUERY = '?opening';
