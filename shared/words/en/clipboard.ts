/** How long a copied secret stays in the clipboard. */
export const clipboardWords = {
  status: 'An API key is in the clipboard',
  countdown_one: 'Clipboard clears in {{count}} s',
  countdown_other: 'Clipboard clears in {{count}} s',
  clearing: 'Clearing the clipboard…',
  cleared: 'The API key is no longer in the clipboard',
} as const;
