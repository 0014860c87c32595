import type { PassphraseRating } from '../../../shared/vault/passphrase-rating';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import { MINIMUM_PASSPHRASE } from '../../../shared/vault/vault-state';

/** How hard a passphrase is to guess. */
export type RatePassphrase = (passphrase: string) => Promise<PassphraseRating>;

/** Whether a vault may be given a passphrase. What the window says while typing, is decided here. */
export async function checkPassphrase(
  passphrase: string,
  rate: RatePassphrase,
): Promise<Result<void>> {
  if (passphrase.length < MINIMUM_PASSPHRASE) {
    return fail({ code: 'passphrase-too-short', minimum: MINIMUM_PASSPHRASE });
  }
  const { isTooWeak } = await rate(passphrase);
  return isTooWeak ? fail({ code: 'passphrase-too-weak' }) : ok(undefined);
}
