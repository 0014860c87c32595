import type { UpdateState } from '../updates/update-state';
import { nothing, done, made } from './schemas';
import type { Requests } from './schemas';

/** Updates of the app. */
export const updateRequests = {
  'updates:state': { input: nothing, output: made<UpdateState>() },
  /** The next three only begin; `updates:changed` tells how it goes. */
  'updates:check': { input: nothing, output: done },
  'updates:download': { input: nothing, output: done },
  /** Locks the vault, installs the downloaded update and starts again. */
  'updates:install': { input: nothing, output: done },
} as const satisfies Requests;
