import type { RequestName } from '../../shared/contract/channels';

/**
 * Requests that are answered during automatic unlock. All others may depend on its outcome, and
 * wait until it ends or is overdue.
 */
const WITHOUT_VAULT: readonly RequestName[] = ['preferences:get', 'app:quit', 'app:zoom'];

/**
 * Requests before the first paint that return no secret. All others wait for the limit on core
 * files.
 */
const WITHOUT_SECRETS: readonly RequestName[] = ['vault:state'];

/**
 * @param opening settles when automatic unlock has ended
 * @param mayOpen settles when secrets may be in memory
 * @returns a function that settles when a request may be answered
 */
export const requestGate =
  (opening: Promise<void>, mayOpen: Promise<void>) =>
  async (name: RequestName): Promise<void> => {
    if (WITHOUT_VAULT.includes(name)) return;
    await opening;
    if (!WITHOUT_SECRETS.includes(name)) await mayOpen;
  };
