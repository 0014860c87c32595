import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../shared/keys/api-key';
import type { Failure } from '../../../shared/lib/failure';
import { statusOf } from '../../../shared/keys/key-status';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { loadLaterWords } from '../../ui/text/later-words';
import { screenTime } from '../../ui/hooks/now';
import { NAME_HERE, useToast } from '../../ui/feedback/toasts';
import type { ToastContent } from '../../ui/feedback/toasts';
import type { KeyActions } from './key-actions';
import { useEffectWords } from './use-effect-words';

/** How many of the keys had been deleted when it was asked for, and how many when it was done. */
interface Gone {
  before: number;
  just: number;
}

/**
 * @param gone how many of the keys that were chosen had been deleted before
 * @returns whether it is done
 */
export type SetEnabled = (
  keys: readonly ApiKey[],
  enabled: boolean,
  gone?: number,
) => Promise<boolean>;

/** Activates or deactivates keys, and says what has come of it. */
export function useSetEnabled(offerShow: KeyActions['offerShow']): {
  setEnabled: SetEnabled;
  busy: boolean;
  failure: Failure | null;
  dismissFailure: () => void;
} {
  const { t } = useTranslation();
  const toast = useToast();
  const effectOf = useEffectWords();
  const command = useCommand(bridge.keys.setEnabled);

  const outcome = (keys: readonly ApiKey[], enabled: boolean, gone: Gone): ToastContent => {
    const [first] = keys;
    if (first === undefined || keys.length > 1 || gone.before > 0) {
      const many = enabled ? 'dialogs.toasts.activatedMany' : 'dialogs.toasts.deactivatedMany';
      const done = t(many, { count: keys.length - gone.just });
      const count = gone.before + gone.just;
      return { words: count > 0 ? t('dialogs.lost.besides', { done, count }) : done };
    }
    const { name } = first;
    const place = { name: NAME_HERE };
    if (!enabled) return { words: t('dialogs.toasts.deactivated', place), name };
    // An enabled key that has expired is still inactive; saying "active" would be a lie.
    const { state } = statusOf({ ...first, enabled }, screenTime());
    const words = state === 'active' ? 'dialogs.toasts.activated' : 'dialogs.toasts.expiredStill';
    return { words: t(words, place), name };
  };

  return {
    busy: command.busy,
    failure: command.failure,
    dismissFailure: command.clear,
    async setEnabled(keys, enabled, before = 0) {
      const result = await command.run({ ids: keys.map(({ id }) => id), enabled });
      if (!result?.ok) return false;
      const gone = { before, just: result.value.gone };
      // The words of all that follows.
      await loadLaterWords();
      const action = offerShow(keys.map((key) => ({ ...key, enabled })));
      const ids = keys.map(({ id }) => id);
      const below = effectOf(enabled ? 'activated' : 'deactivated', ids);
      toast({ ...outcome(keys, enabled, gone), action, below });
      return true;
    },
  };
}
