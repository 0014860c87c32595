import { z } from 'zod';
import type { Preferences } from './preferences';
import { LOCK_AFTER_MINUTES, THEMES } from './preferences';

export const preferencesSchema = z.strictObject({
  theme: z.enum(THEMES),
  hideInactive: z.boolean(),
  tray: z.boolean(),
  checkForUpdates: z.boolean(),
  lockAfterMinutes: z.literal(LOCK_AFTER_MINUTES),
  protectContent: z.boolean(),
}) satisfies z.ZodType<Preferences>;
