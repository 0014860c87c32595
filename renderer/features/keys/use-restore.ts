import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../shared/keys/api-key';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { NAME_PLACEHOLDER, useToast } from '../../ui/feedback/toasts';
import type { ToastAction } from '../../ui/feedback/toasts';

/**
 * Restores deleted keys and says so.
 *
 * @param offerShow what the message offers about the keys that are there again
 */
export function useRestore(
  offerShow: (keys: readonly ApiKey[], isNew?: boolean) => ToastAction | undefined,
) {
  const { t } = useTranslation();
  const toast = useToast();
  const command = useCommand(bridge.keys.restore);

  /** @returns whether at least one key is there again */
  const restore = async (ids: readonly string[]): Promise<boolean> => {
    const restored = await command.run({ ids: [...ids] });
    if (!restored?.ok) return false;
    const keys = restored.value;
    const [only] = keys;
    toast({
      ...(keys.length === 1 && only
        ? { words: t('dialogs.toasts.restored', { name: NAME_PLACEHOLDER }), name: only.name }
        : { words: t('dialogs.toasts.restoredMany', { count: keys.length }) }),
      action: offerShow(keys, true),
    });
    return true;
  };
  return { restore, busy: command.busy, failure: command.failure };
}
