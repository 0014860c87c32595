import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';

/** A throttle that never delays, for tests of other subjects. */
export const noThrottle = {
  async tryFile<T>(_vaultId: string, attempt: () => Promise<T | null>): Promise<Result<T>> {
    const opened = await attempt();
    return opened === null ? fail({ code: 'wrong-passphrase', retryAfterMs: 0 }) : ok(opened);
  },
};
