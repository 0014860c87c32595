import type { RequestName } from '../../shared/contract/channels';

/**
 * These are answered while the vault is still being opened by itself. All others may depend on the outcome, and wait for
 * it, or until the keychain is given up.
 */
const AT_ONCE: readonly RequestName[] = ['preferences:get', 'app:quit', 'app:zoom'];

/** The page asks for these before it draws, and they bring no secret. All others wait for the limit on core files. */
const WITHOUT_SECRETS: readonly RequestName[] = ['vault:state'];

/**
 * @param opening settles when the vault is open, or does not open by itself
 * @param mayOpen settles when secrets may come into memory
 * @returns when a request may be answered
 */
export const whenDue =
  (opening: Promise<void>, mayOpen: Promise<void>) =>
  async (name: RequestName): Promise<void> => {
    if (AT_ONCE.includes(name)) return;
    await opening;
    if (!WITHOUT_SECRETS.includes(name)) await mayOpen;
  };
