import { useEffect } from 'react';
import type { ApiKey } from '../../../../shared/keys/api-key';
import type { UnsavedForm } from '../../../../shared/keys/unsaved-form';
import { bridge } from '../../../bridge/bridge';

/**
 * Hands what is typed to the main process as it is typed, which keeps it sealed: a lock waits for nobody, and asks
 * this page for nothing.
 *
 * @param isDirty whether there is anything that is not saved
 * @param typed the same object as long as nothing has changed
 */
export function useKeepTyped(
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
