import { useEffect, useState } from 'react';
import type { Failure } from '../../../../shared/lib/failure';
import type { PermissionTemplate } from '../../../../shared/keys/saved-lists';
import { bridge } from '../../../bridge/bridge';

export interface OwnTemplates {
  /** empty until they have been read */
  templates: readonly PermissionTemplate[];
  failure: Failure | null;
  dismissFailure: () => void;
  /** @returns whether they were stored; null templates: not read yet, so nothing may be replaced */
  store: (templates: readonly PermissionTemplate[]) => Promise<boolean>;
}

/** The templates of the vault's own, which are sealed in it. */
export function useOwnTemplates(): OwnTemplates {
  const [templates, setTemplates] = useState<readonly PermissionTemplate[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let isHere = true;
    void bridge.keys.savedLists().then((answer) => {
      // The form is complete without them.
      if (isHere && answer.ok) setTemplates(answer.value.templates);
    });
    return () => {
      isHere = false;
    };
  }, []);
  return {
    templates: templates ?? [],
    failure,
    dismissFailure: () => setFailure(null),
    async store(next) {
      // Without the present ones, they would be replaced.
      if (templates === null) return false;
      const answer = await bridge.keys.saveLists({ templates: [...next] });
      if (answer.ok) setTemplates(answer.value.templates);
      setFailure(answer.ok ? null : answer.failure);
      return answer.ok;
    },
  };
}
