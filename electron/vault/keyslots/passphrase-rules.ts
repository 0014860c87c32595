import type { PassphraseRating } from '../../../shared/vault/passphrase-rating';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import { MINIMUM_PASSPHRASE } from '../../../shared/vault/vault-state';

/** Rates how hard a passphrase is to guess. */
export type RatePassphrase = (passphrase: string) => Promise<PassphraseRating>;

/**
 * Whether a passphrase is accepted for a vault. The window rates while typing; the decision is made
 * here.
 */
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
