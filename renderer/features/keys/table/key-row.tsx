import { FlexRender } from '@tanstack/react-table';
import type { Row } from '@tanstack/react-table';
import { memo } from 'react';
import { CheckBox } from '../../../ui/controls/check-box';
import type { KeyEntry } from '../store/key-entry';
import type { Features } from './features';
import { useRowContext } from './row-context';

interface KeyRowProps {
  row: Row<Features, KeyEntry>;
  /** position among all rows of the view, from 0 */
  index: number;
  selected: boolean;
  /** whether the user asked to see it */
  marked: boolean;
  /** the shown columns: only compared, because the row has its cells */
  columns: readonly unknown[];
  /** whether its details are shown */
  isOpen: boolean;
  /** whether the Tab key reaches it; the arrow keys reach the others */
  isTabStop: boolean;
  onSelect: (id: string, selected: boolean, range: boolean) => void;
}

/**
 * One key. The table makes new row objects for every window of rows; a row is rendered again only
 * when its key, position or selection has changed.
 */
export const KeyRow = memo(
  function KeyRow({ row, index, selected, marked, isOpen, isTabStop, onSelect }: KeyRowProps) {
    const { texts } = useRowContext();
    return (
      <tr
        aria-rowindex={index + 2}
        aria-selected={selected}
        aria-current={isOpen ? 'true' : undefined}
        tabIndex={isTabStop ? 0 : -1}
        data-selected={selected}
        data-marked={marked}
        data-key-id={row.id}
      >
        <td className="select">
          <CheckBox
            checked={selected}
            aria-label={texts.named('keys.selectOne', row.original.key.name)}
            onChange={(event) =>
              onSelect(row.id, event.target.checked, (event.nativeEvent as MouseEvent).shiftKey)
            }
          />
        </td>
        {row.getAllCells().map((cell) => (
          <td key={cell.column.id} data-column={cell.column.id}>
            <FlexRender cell={cell} />
          </td>
        ))}
      </tr>
    );
  },
  (before, after) =>
    before.row.original === after.row.original &&
    before.index === after.index &&
    before.selected === after.selected &&
    before.marked === after.marked &&
    before.columns === after.columns &&
    before.isOpen === after.isOpen &&
    before.isTabStop === after.isTabStop &&
    before.onSelect === after.onSelect,
);
