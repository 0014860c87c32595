/** The background colour of the window (the `ground` role), needed before the page is loaded. */
export const BACKGROUND_COLOUR = { light: '#F6F7F9', dark: '#0E1116' } as const;
