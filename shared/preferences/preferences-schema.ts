import { z } from 'zod';
import { KEY_COLUMNS } from '../keys/key-columns';
import type { Preferences } from './preferences';
import { LOCK_AFTER_MINUTES, THEMES } from './preferences';

export const preferencesSchema = z.strictObject({
  theme: z.enum(THEMES),
  hideInactive: z.boolean(),
  keyColumns: z.array(z.enum(KEY_COLUMNS)).max(KEY_COLUMNS.length).nullable(),
  tray: z.boolean(),
  checkForUpdates: z.boolean(),
  lockAfterMinutes: z.literal(LOCK_AFTER_MINUTES),
  protectContent: z.boolean(),
}) satisfies z.ZodType<Preferences>;
