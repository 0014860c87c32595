import { useTranslation } from 'react-i18next';
import { isLater, reachOf } from '../../../shared/keys/reach';
import { useSync } from '../../bridge/sync';
import type { ToastDetail } from '../../ui/feedback/toasts';

type Done = 'deleted' | 'deactivated' | 'activated' | 'saved' | 'rotated' | 'created';

/**
 * Says what an action that is done comes to outside this vault: the endpoint decides what counts, if there is one.
 * Its words are of those that are loaded later.
 */
export function useEffectWords(): (
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
      // A new key works nowhere yet, which nobody takes for something else.
      if (done === 'created') return undefined;
      return { detail: t(`dialogs.effects.none.${done}`, { count }), tone: 'care' };
    }
    if (!isLater(reach)) return { detail: t('dialogs.effects.soon'), tone: 'calm' };
    return { detail: t(`dialogs.effects.later.${done}`, { count }), tone: 'care' };
  };
}
