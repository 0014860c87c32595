import { useEffect, useEffectEvent } from 'react';
import type { UnsavedForm } from '../../../shared/keys/unsaved-form';
import { bridge } from '../../bridge/bridge';

/**
 * Asks once for what was typed and not saved when the vault was locked or the page was lost.
 *
 * @param isComplete whether all keys are there: the form may be about one of them
 */
export function useUnsavedForm(isComplete: boolean, offer: (kept: UnsavedForm) => void): void {
  const offerTyped = useEffectEvent(offer);
  useEffect(() => {
    if (!isComplete) return undefined;
    let isGone = false;
    void bridge.keys.keptForm().then((kept) => {
      if (kept.ok && kept.value && !isGone) offerTyped(kept.value);
    });
    return () => {
      isGone = true;
    };
  }, [isComplete]);
}
