import { useTranslation } from 'react-i18next';
import { useUndo } from '../../bridge/undo';
import type { ToastAction } from '../../ui/feedback/toasts';

/**
 * Makes the action of a toast that reverts a change.
 *
 * @returns undefined when nothing was changed
 */
export function useUndoAction(): (sequence: number | null) => ToastAction | undefined {
  const { t } = useTranslation();
  const undo = useUndo();
  return (sequence) =>
    sequence === null || undo === null
      ? undefined
      : { label: t('changes.undo'), onAct: () => undo(sequence, true) };
}
