import { z } from 'zod';
import type { AboutApp, AppRequest, Licence } from '../app/app-command';
import { ZOOMS } from '../app/app-command';
import { preferencesSchema } from '../preferences/preferences-schema';
import type { UpdateState } from '../updates/update-state';
import { nothing, done, made } from './schemas';
import type { Requests } from './schemas';

/** The app around the vault: preferences, about, updates. */
export const appRequests = {
  'preferences:get': { input: nothing, output: preferencesSchema },
  'preferences:set': { input: preferencesSchema.partial(), output: preferencesSchema },
  /** Whether something is typed that closing the window would lose. Until it is false, closing asks first. */
  'app:set-unsaved': { input: z.strictObject({ hasUnsaved: z.boolean() }), output: done },
  /** Ends the app, without asking once more. */
  'app:quit': { input: nothing, output: done },
  'app:about': { input: nothing, output: made<AboutApp>() },
  /** Of everything that is in the app, by name. */
  'app:licences': { input: nothing, output: made<Licence[]>() },
  /** Shows those of Chromium, which are too long for a window of ours, in the browser. */
  'app:open-chromium-licences': { input: nothing, output: done },
  /** What links and other starts of the app asked for; each is handed out once. */
  'app:take-requests': { input: nothing, output: made<AppRequest[]>() },
  /** Shows everything larger or smaller, as the menu does. */
  'app:zoom': { input: z.strictObject({ to: z.enum(ZOOMS) }), output: done },
  'updates:state': { input: nothing, output: made<UpdateState>() },
  /** The next three only begin; `updates:changed` tells how it goes. */
  'updates:check': { input: nothing, output: done },
  'updates:download': { input: nothing, output: done },
  /** Locks the vault, installs what was downloaded and starts again. */
  'updates:install': { input: nothing, output: done },
} as const satisfies Requests;
