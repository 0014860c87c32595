import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../shared/api-key';
import type { Failure } from '../../../shared/failure';
import { statusOf } from '../../../shared/key-status';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { isolated } from '../../ui/isolated';
import { useToast } from '../../ui/toasts';
import { useEffectWords } from './use-effect-words';

/** Activates or deactivates keys at once, without a dialog, and says what has come of it. */
export function useSetEnabled(): {
  /** @returns whether it is done */
  setEnabled: (keys: readonly ApiKey[], enabled: boolean) => Promise<boolean>;
  failure: Failure | null;
  dismissFailure: () => void;
} {
  const { t } = useTranslation();
  const toast = useToast();
  const effectOf = useEffectWords();
  const command = useCommand(bridge.keys.setEnabled);

  const outcome = (keys: readonly ApiKey[], enabled: boolean): string => {
    const [first] = keys;
    if (first === undefined || keys.length > 1) {
      const many = enabled ? 'keys.toasts.activatedMany' : 'keys.toasts.deactivatedMany';
      return t(many, { count: keys.length });
    }
    const name = isolated(first.name);
    if (!enabled) return t('keys.toasts.deactivated', { name });
    // An enabled key that has expired is still inactive; saying "active" would be a lie.
    const { state } = statusOf({ ...first, enabled }, Date.now());
    return t(state === 'active' ? 'keys.toasts.activated' : 'keys.toasts.expiredStill', { name });
  };

  return {
    failure: command.failure,
    dismissFailure: command.clear,
    async setEnabled(keys, enabled) {
      const result = await command.run({ ids: keys.map(({ id }) => id), enabled });
      if (!result?.ok) return false;
      toast(
        outcome(keys, enabled),
        effectOf(
          enabled ? 'activated' : 'deactivated',
          keys.map(({ id }) => id),
        ),
      );
      return true;
    },
  };
}
