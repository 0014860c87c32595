import { z } from 'zod';

/** What a person chose about the app. Lives in plain text beside the vault: never anything secret. */
export const preferencesSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  hideInactive: z.boolean(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const DEFAULT_PREFERENCES: Preferences = { theme: 'system', hideInactive: false };
