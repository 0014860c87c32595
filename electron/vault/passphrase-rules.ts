import type { Result } from '../../shared/result';
import { fail, ok } from '../../shared/result';
import { MINIMUM_PASSPHRASE } from '../../shared/vault-state';

/** Whether a vault may be given a passphrase. What the window says while typing, is decided here. */
export async function checkPassphrase(passphrase: string): Promise<Result<void>> {
  if (passphrase.length < MINIMUM_PASSPHRASE) {
    return fail({ code: 'passphrase-too-short', minimum: MINIMUM_PASSPHRASE });
  }
  return ok(undefined);
}
