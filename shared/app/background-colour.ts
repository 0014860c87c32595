/** The colour behind everything (the `ground` role), which the window already has before its page is there. */
export const BACKGROUND_COLOUR = { light: '#F6F7F9', dark: '#0E1116' } as const;
