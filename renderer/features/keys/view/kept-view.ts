import type { RowSelectionState } from '@tanstack/react-table';
import type { KeyFilter } from '../../../../shared/keys/key-filter';
import type { KeyOrder } from './key-view';

/**
 * How the page was left: it is shown the same way when the person comes back. It is part of the
 * unlocked session, so a lock forgets it.
 */
export interface KeptView {
  filter?: KeyFilter;
  order?: KeyOrder;
  grouped?: boolean;
  /** the groups that are closed */
  closed?: ReadonlySet<string>;
  selection?: RowSelectionState;
  /** in pixels */
  scrollTop?: number;
}
