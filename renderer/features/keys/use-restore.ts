import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../shared/keys/api-key';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { NAME_PLACEHOLDER, useToast } from '../../ui/feedback/toasts';
import type { ToastAction } from '../../ui/feedback/toasts';
import { failureText } from '../../ui/text/failure-text';

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

  /** Like `restore`, for a message that has no place for a failure: another message says it. */
  const undo = async (ids: readonly string[]): Promise<void> => {
    const restored = await bridge.keys.restore({ ids: [...ids] });
    if (!restored.ok) {
      const { title, wayOut } = failureText(restored.failure, t);
      return toast(`${title} ${wayOut}`);
    }
    toast({
      words: t('dialogs.toasts.restoredMany', { count: restored.value.length }),
      action: offerShow(restored.value, true),
    });
  };
  return { restore, undo, busy: command.busy, failure: command.failure };
}
