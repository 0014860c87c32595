import { useEffect, useState } from 'react';
import type { OldActivity } from '../../../shared/activity/activity';
import type { Failure } from '../../../shared/lib/failure';
import { bridge } from '../../bridge/bridge';

/** The amount of activity that could be archived, for each age; null until it is known. */
export function useOldActivity(): {
  old: readonly OldActivity[] | null;
  failure: Failure | null;
} {
  const [old, setOld] = useState<readonly OldActivity[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let isGone = false;
    void bridge.activity.findOld().then((found) => {
      if (isGone) return;
      if (found.ok) setOld(found.value);
      else setFailure(found.failure);
    });
    return () => {
      isGone = true;
    };
  }, []);
  return { old, failure };
}
