import { useTranslation } from 'react-i18next';
import { CheckBox } from '../../../ui/controls/check-box';
import type { KeyEntry } from '../store/key-entry';
import type { Selection } from './use-selection';

/** Selects all shown keys or none of them. Keys out of view stay as they are. */
export function SelectAll({
  entries,
  selection,
  isLoading,
}: {
  entries: readonly KeyEntry[];
  selection: Selection;
  /** whether there are no keys to select yet */
  isLoading: boolean;
}) {
  const { t } = useTranslation();
  const some = selection.inView > 0;
  const all = some && selection.inView === entries.length;
  return (
    <CheckBox
      aria-label={t('keys.selectAll')}
      checked={all}
      disabled={isLoading}
      ref={(input) => {
        // The indeterminate state of a check box can be set from code only.
        if (input) input.indeterminate = some && !all;
      }}
      onChange={(event) => selection.toggleAll(event.target.checked)}
    />
  );
}
