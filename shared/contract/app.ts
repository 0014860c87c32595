import { z } from 'zod';
import type { AboutApp, AppRequest, Licence } from '../app/app-command';
import { ZOOMS } from '../app/app-command';
import { nothing, done, made } from './schemas';
import type { Requests } from './schemas';

/** The requests about the app itself: window, quitting, About. */
export const appRequests = {
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
} as const satisfies Requests;
