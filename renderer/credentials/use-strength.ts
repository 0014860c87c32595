import { useEffect, useState } from 'react';
import type { PassphraseRating } from '../../shared/vault/passphrase-rating';
import { bridge } from '../bridge/bridge';

/** Delay after the last keystroke before the passphrase is rated (ms). */
const PAUSE_MS = 200;

/**
 * The estimated strength of a passphrase. The main process computes it in a worker, so typing is
 * never blocked. Null until the rating of the present input has arrived.
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
