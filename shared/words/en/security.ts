/** The section Security of the preferences, and its dialogs. */
export const securityWords = {
  title: 'Security',
} as const;
