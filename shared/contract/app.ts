import { z } from 'zod';
import type { AboutApp, AppRequest, Licence } from '../app/app-command';
import { ZOOMS } from '../app/app-command';
import { nothing, done, made } from './schemas';
import type { Requests } from './schemas';

/** The requests about the app itself: window, quitting, About. */
export const appRequests = {
  /** Whether there is unsaved input. While true, closing the window asks first. */
  'app:set-unsaved': { input: z.strictObject({ hasUnsaved: z.boolean() }), output: done },
  /** Quits without asking again. */
  'app:quit': { input: nothing, output: done },
  'app:about': { input: nothing, output: made<AboutApp>() },
  /** The licences of all packages in the app, by name. */
  'app:licences': { input: nothing, output: made<Licence[]>() },
  /** Opens Chromium's licences in the browser: they are too long for the page. */
  'app:open-chromium-licences': { input: nothing, output: done },
  /** The requests of links and second starts; each is returned once. */
  'app:take-requests': { input: nothing, output: made<AppRequest[]>() },
  /** Zooms, like the menu. */
  'app:zoom': { input: z.strictObject({ to: z.enum(ZOOMS) }), output: done },
} as const satisfies Requests;
