import { useEffect, useEffectEvent } from 'react';
import type { UnsavedForm } from '../../../shared/keys/unsaved-form';
import { bridge } from '../../bridge/bridge';

/**
 * Asks once for unsaved input from before a lock or a reload.
 *
 * @param isComplete whether all keys have arrived, since the form may be about one of them
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
