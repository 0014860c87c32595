import { useEffect } from 'react';
import type { ApiKey } from '../../../../shared/keys/api-key';
import type { UnsavedForm } from '../../../../shared/keys/unsaved-form';
import { bridge } from '../../../bridge/bridge';

/**
 * Sends the input to the main process as it is typed. The main process keeps it sealed, because a
 * lock does not wait for the page.
 *
 * @param isDirty whether there is unsaved input
 * @param typed must be the same object while nothing changes
 */
export function useKeepDraft(
  isDirty: boolean,
  apiKey: ApiKey | null,
  typed: UnsavedForm['fields'],
): void {
  const keyId = apiKey?.id ?? null;
  useEffect(() => {
    if (isDirty) void bridge.keys.keepForm({ form: { keyId, fields: typed } });
  }, [isDirty, keyId, typed]);
  useEffect(() => {
    if (!isDirty) return undefined;
    return () => {
      void bridge.keys.keepForm({ form: null });
    };
  }, [isDirty]);
}
