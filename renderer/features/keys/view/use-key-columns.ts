import { useMemo } from 'react';
import { shownColumns } from '../../../../shared/keys/key-columns';
import type { KeyColumn } from '../../../../shared/keys/key-columns';
import { usePreferences } from '../../../bridge/preferences';
import { useMedia } from '../../../ui/hooks/use-media';
import type { KeyIndex } from '../store/key-index';
import { hasRotation } from '../store/has-rotation';

export interface KeyColumns {
  shown: readonly KeyColumn[];
  /** while the details of a key take a part of the width */
  besideDetails: readonly KeyColumn[];
  /** null: those that suit the window */
  chosen: readonly KeyColumn[] | null;
  choose: (columns: KeyColumn[] | null) => void;
}

/** The columns of the table. The choice is a preference. */
export function useKeyColumns(index: KeyIndex): KeyColumns {
  const { preferences, change } = usePreferences();
  const chosen = preferences.keyColumns;
  const isWide = useMedia('(min-width: 1500px)');
  // One more column needs a wider window.
  const isWider = useMedia('(min-width: 1600px)');
  const rotates = chosen === null && isWider && hasRotation(index);
  const shown = useMemo(() => shownColumns(chosen, isWide, rotates), [chosen, isWide, rotates]);
  const besideDetails = useMemo(() => shownColumns(chosen, false, false), [chosen]);
  return { shown, besideDetails, chosen, choose: (keyColumns) => change({ keyColumns }) };
}
