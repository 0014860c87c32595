import { useState } from 'react';
import type { ApiKey } from '../../../../shared/keys/api-key';
import type { KeyIndex } from '../store/key-index';

/**
 * The present state of the key that a dialog is about; after a deletion, its last state.
 *
 * @param opened the key when the dialog opened; null when the dialog is not about exactly one key
 * @param isNew the key may not have reached the list yet
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
