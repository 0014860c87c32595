import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../shared/lib/failure';
import { bridge, listen } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { useSecondsUntil } from '../../../ui/hooks/now';
import { onTextCopied } from '../../../ui/text/copy-text';

export interface CopyShown {
  run: () => Promise<void>;
  busy: boolean;
  failure: Failure | null;
  /** whether the clipboard holds the secret */
  copied: boolean;
  /** the state of the clipboard as text */
  clipboardText: string;
}

/**
 * Copies the shown secret, without another proof, and follows the clipboard. "Cleared" is shown
 * when the main process reports it, not when the time is up.
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

  useEffect(() => onTextCopied(() => setCopy((known) => known && { clearsAt: null })), []);

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
