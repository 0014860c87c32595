import type { UpdateState } from '../updates/update-state';
import { nothing, done, made } from './schemas';
import type { Requests } from './schemas';

/** The requests about updates of the app. */
export const updateRequests = {
  'updates:state': { input: nothing, output: made<UpdateState>() },
  /** The next three only start the work; `updates:changed` reports the result. */
  'updates:check': { input: nothing, output: done },
  'updates:download': { input: nothing, output: done },
  /** Locks the vault, installs the downloaded update and starts again. */
  'updates:install': { input: nothing, output: done },
} as const satisfies Requests;
