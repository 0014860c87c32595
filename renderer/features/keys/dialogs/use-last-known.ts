import { useState } from 'react';
import type { ApiKey } from '../../../../shared/keys/api-key';
import type { KeyIndex } from '../store/key-index';

/**
 * The key that a dialog is about as it is now; once it has gone, as it was last.
 *
 * @param opened as it was when the dialog opened; null when the dialog is about none, or not about one
 * @param isNew whether it may still be on its way to the list
 */
export function useLastKnown(
  opened: ApiKey | null,
  index: KeyIndex,
  isNew: boolean,
): { apiKey: ApiKey | null; isGone: boolean } {
  const [known, setKnown] = useState<ApiKey | null>(null);
  const now = opened === null ? undefined : index.get(opened.id);
  if (now !== undefined && now !== known) setKnown(now);
  const wasThere = opened !== null && known?.id === opened.id;
  return {
    apiKey: now ?? (wasThere ? known : opened),
    isGone: opened !== null && now === undefined && (wasThere || !isNew),
  };
}
