import { useTranslation } from 'react-i18next';
import { isLater, reachOf } from '../../../shared/keys/reach';
import { useSync } from '../../bridge/sync';
import type { ToastDetail } from '../../ui/feedback/toasts';

type Done = 'deleted' | 'deactivated' | 'activated' | 'saved' | 'rotated' | 'created';

/**
 * Describes the effect of an action outside this vault: with sync, access changes only when the
 * endpoint has the change. Its words are in the second half of the catalogue.
 */
export function useActionEffect(): (
  done: Done,
  keyIds: readonly string[],
) => ToastDetail | undefined {
  const { t } = useTranslation();
  const state = useSync();
  return (done, keyIds) => {
    const reach = reachOf(state, keyIds, {
      endsAccess: done === 'deleted' || done === 'deactivated',
    });
    const count = keyIds.length;
    if (reach === 'none') {
      // A new key obviously works nowhere yet, so nothing is added.
      if (done === 'created') return undefined;
      return { detail: t(`dialogs.effects.none.${done}`, { count }), tone: 'care' };
    }
    if (!isLater(reach)) return { detail: t('dialogs.effects.soon'), tone: 'calm' };
    return { detail: t(`dialogs.effects.later.${done}`, { count }), tone: 'care' };
  };
}
