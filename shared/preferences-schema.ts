import { z } from 'zod';
import type { Preferences } from './preferences';

export const preferencesSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  hideInactive: z.boolean(),
  tray: z.boolean(),
  checkForUpdates: z.boolean(),
}) satisfies z.ZodType<Preferences>;
