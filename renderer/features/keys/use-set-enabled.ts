import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../shared/keys/api-key';
import type { Failure } from '../../../shared/lib/failure';
import { statusOf } from '../../../shared/keys/key-status';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { loadLaterWords } from '../../ui/text/later-words';
import { screenTime } from '../../ui/hooks/now';
import { NAME_PLACEHOLDER, useToast } from '../../ui/feedback/toasts';
import type { ToastContent } from '../../ui/feedback/toasts';
import type { KeyActions } from './key-actions';
import { useActionEffect } from './use-action-effect';
import { useUndoAction } from './use-undo-action';

/** The number of keys that had been deleted before the request, and before its answer. */
interface Gone {
  before: number;
  just: number;
}

/**
 * @param gone the number of chosen keys that had already been deleted
 * @returns whether it succeeded
 */
export type SetEnabled = (
  keys: readonly ApiKey[],
  enabled: boolean,
  gone?: number,
) => Promise<boolean>;

/** Activates or deactivates keys, and reports the result in a toast. */
export function useSetEnabled(offerShow: KeyActions['offerShow']): {
  setEnabled: SetEnabled;
  busy: boolean;
  failure: Failure | null;
  dismissFailure: () => void;
} {
  const { t } = useTranslation();
  const toast = useToast();
  const effectOf = useActionEffect();
  const undoOf = useUndoAction();
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
    const place = { name: NAME_PLACEHOLDER };
    if (!enabled) return { words: t('dialogs.toasts.deactivated', place), name };
    // An enabled key that has expired is still inactive: saying "active" would be wrong.
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
      // The toast uses words of the second half of the catalogue.
      await loadLaterWords();
      const action = offerShow(keys.map((key) => ({ ...key, enabled })));
      const ids = keys.map(({ id }) => id);
      const below = effectOf(enabled ? 'activated' : 'deactivated', ids);
      const undo = undoOf(result.value.undo);
      toast({ ...outcome(keys, enabled, gone), undo, action, below });
      return true;
    },
  };
}
