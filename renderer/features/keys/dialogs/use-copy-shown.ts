import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../shared/lib/failure';
import { bridge, listen } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { useSecondsUntil } from '../../../ui/hooks/now';

export interface CopyShown {
  run: () => Promise<void>;
  busy: boolean;
  failure: Failure | null;
  /** whether the secret is in the clipboard now */
  copied: boolean;
  /** what has become of the clipboard, in words */
  clipboardText: string;
}

/**
 * Copies the secret of a key that is on the screen, for which no proof is asked again, and follows it in the
 * clipboard. That it is gone from there is said when the main process says so, not when time is up.
 */
export function useCopyShown(id: string): CopyShown {
  const { t } = useTranslation();
  const command = useCommand(bridge.secrets.copy);
  const [copy, setCopy] = useState<{ clearsAt: number | null } | null>(null);
  const seconds = useSecondsUntil(copy?.clearsAt ?? null);

  useEffect(
    () => listen('clipboard:changed', ({ clearsAt }) => setCopy((known) => known && { clearsAt })),
    [],
  );

  const clipboardText = (): string => {
    if (copy === null) return t('dialogs.secret.clears');
    if (seconds === null) return t('dialogs.secret.cleared');
    if (seconds === 0) return t('dialogs.secret.clearing');
    return t('dialogs.secret.clearsIn', { count: seconds });
  };
  return {
    async run() {
      const result = await command.run({ id, proof: null });
      if (result?.ok) setCopy({ clearsAt: result.value.clearsAt });
    },
    busy: command.busy,
    failure: command.failure,
    copied: seconds !== null,
    clipboardText: clipboardText(),
  };
}
