import { useEffect, useState } from 'react';
import type { PassphraseRating } from '../../shared/vault/passphrase-rating';
import { bridge } from '../bridge/bridge';

/** Delay after the last keystroke before the passphrase is rated (ms). */
const PAUSE_MS = 200;

/**
 * What a guessing program would think of a passphrase. It is rated off the main thread of any process, so typing
 * never waits for it; null until the rating of what is in the field has arrived.
 */
export function useStrength(passphrase: string): PassphraseRating | null {
  const [rated, setRated] = useState<{ passphrase: string; rating: PassphraseRating } | null>(null);
  useEffect(() => {
    if (passphrase === '') return undefined;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const answer = await bridge.vault.ratePassphrase({ passphrase });
      if (isCurrent && answer.ok) setRated({ passphrase, rating: answer.value });
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [passphrase]);
  return rated?.passphrase === passphrase ? rated.rating : null;
}
