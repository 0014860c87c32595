import { preferencesSchema } from '../preferences/preferences-schema';
import { nothing } from './schemas';
import type { Requests } from './schemas';

/** The requests about preferences. */
export const preferenceRequests = {
  'preferences:get': { input: nothing, output: preferencesSchema },
  'preferences:set': { input: preferencesSchema.partial(), output: preferencesSchema },
} as const satisfies Requests;
