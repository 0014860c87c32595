import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../shared/api-key';
import type { Failure } from '../../../shared/failure';
import { statusOf } from '../../../shared/key-status';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { NAME_HERE, useToast } from '../../ui/toasts';
import type { ToastContent } from '../../ui/toasts';
import type { KeyActions } from './key-actions';
import { useEffectWords } from './use-effect-words';

/** Activates or deactivates keys at once, without a dialog, and says what has come of it. */
export function useSetEnabled(offerShow: KeyActions['offerShow']): {
  /** @returns whether it is done */
  setEnabled: (keys: readonly ApiKey[], enabled: boolean) => Promise<boolean>;
  failure: Failure | null;
  dismissFailure: () => void;
} {
  const { t } = useTranslation();
  const toast = useToast();
  const effectOf = useEffectWords();
  const command = useCommand(bridge.keys.setEnabled);

  const outcome = (keys: readonly ApiKey[], enabled: boolean): ToastContent => {
    const [first] = keys;
    if (first === undefined || keys.length > 1) {
      const many = enabled ? 'keys.toasts.activatedMany' : 'keys.toasts.deactivatedMany';
      return { words: t(many, { count: keys.length }) };
    }
    const { name } = first;
    const place = { name: NAME_HERE };
    if (!enabled) return { words: t('keys.toasts.deactivated', place), name };
    // An enabled key that has expired is still inactive; saying "active" would be a lie.
    const { state } = statusOf({ ...first, enabled }, Date.now());
    const words = state === 'active' ? 'keys.toasts.activated' : 'keys.toasts.expiredStill';
    return { words: t(words, place), name };
  };

  return {
    failure: command.failure,
    dismissFailure: command.clear,
    async setEnabled(keys, enabled) {
      const result = await command.run({ ids: keys.map(({ id }) => id), enabled });
      if (!result?.ok) return false;
      const action = offerShow(keys.map((key) => ({ ...key, enabled })));
      const ids = keys.map(({ id }) => id);
      const below = effectOf(enabled ? 'activated' : 'deactivated', ids);
      toast({ ...outcome(keys, enabled), action, below });
      return true;
    },
  };
}
