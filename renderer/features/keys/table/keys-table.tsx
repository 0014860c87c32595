import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useTable } from '@tanstack/react-table';
import type { SortingState } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui/text/formats';
import { SkeletonLines } from '../../../ui/feedback/skeleton-rows';
import { useFocusRescue } from '../../../ui/hooks/use-focus-rescue';
import { useWidth } from '../../../ui/hooks/use-width';
import type { KeyEntry } from '../store/key-entry';
import type { SortColumn } from '../store/key-index';
import type { KeyFilter } from '../../../../shared/keys/key-filter';
import type { KeyOrder } from '../view/key-view';
import { columns } from './columns';
import { features } from './features';
import { KeyRow } from './key-row';
import { RowContext } from './row-context';
import { RowSlots } from './row-slots';
import { rowTexts } from './row-texts';
import { SelectAll } from './select-all';
import { SortCells } from './sort-cells';
import {
  ScrollingCard,
  CELL_PADDING,
  TableFrame,
  HEAD_HEIGHT,
  MIN_WIDTH,
  ROW_HEIGHT,
} from './table-frame';
import { useRowKeys } from './use-row-keys';
import type { RowActions } from './use-row-keys';
import type { Selection } from './use-selection';

/** Fraction of the width of the table. */
const SCOPES_SHARE = 0.23;
/** Column widths: pixels where the content is known; the name takes the rest. */
const WIDTHS: Partial<Record<string, number | string>> = {
  scopes: `${SCOPES_SHARE * 100}%`,
  status: 98,
  createdAt: 114,
  lastUsedAt: 94,
  expiresAt: 92,
  actions: 96,
};
const SELECT_WIDTH = 38;
/** Height of the page header and the toolbar. */
const ABOVE_CARD = 160;
/** Width of the sidebar, page margins and scroll bar. */
const BESIDE_CARD = 300;

export interface KeysTableHandle {
  /** scrolls to the row of a key, if it is in the view */
  scrollToKey: (id: string) => void;
  /** scrolls to the row of a key and focuses it, if it is in the view */
  focusRow: (id: string) => void;
}

/** The keys. Only visible rows are rendered. */
export function KeysTable({
  entries,
  shown,
  isLoading,
  isComplete,
  filter,
  order,
  onOrder,
  selection,
  marked,
  rowActions,
  ref,
}: {
  entries: readonly KeyEntry[];
  /** the number of rows; those whose entry has not arrived are empty */
  shown: number;
  /** whether no entry has arrived */
  isLoading: boolean;
  /** whether all entries have arrived */
  isComplete: boolean;
  /** a new search or order starts at the top */
  filter: KeyFilter;
  order: KeyOrder;
  onOrder: (order: KeyOrder) => void;
  selection: Selection;
  /** ids of the keys that the user asked to see */
  marked: ReadonlySet<string>;
  rowActions: Omit<RowActions, 'select'>;
  ref: Ref<KeysTableHandle>;
}) {
  const { t } = useTranslation();
  const card = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not in use
  const virtualizer = useVirtualizer({
    // Keys that have not arrived have no index: assigning one to each of thousands takes longer
    // than rendering the first rows.
    count: Math.min(shown, entries.length),
    getScrollElement: () => card.current,
    estimateSize: () => ROW_HEIGHT,
    // The first picture has visible rows only, without overscan.
    overscan: isComplete ? 2 : 0,
    // An estimate, so that the rows are rendered before the card has been measured.
    initialRect: { width: 0, height: window.innerHeight - ABOVE_CARD },
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const end = first + items.length;
  const data = useMemo(() => entries.slice(first, end), [entries, first, end]);
  const [rowSlots] = useState(() => new RowSlots());
  const slots = useMemo(
    () =>
      rowSlots.assign(
        data.map(({ key }) => key.id),
        focusedKeyId(),
      ),
    [rowSlots, data],
  );

  const sorting = useMemo<SortingState>(
    () => [{ id: order.column, desc: order.descending }],
    [order],
  );
  const table = useTable({
    features,
    columns,
    data,
    getRowId: (entry) => entry.key.id,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting, rowSelection: selection.state },
    onRowSelectionChange: selection.setState,
    onSortingChange: (change) => {
      const [next] = typeof change === 'function' ? change(sorting) : change;
      if (next) onOrder({ column: next.id as SortColumn, descending: next.desc });
    },
  });

  useEffect(() => {
    // Reading or setting the scroll position of the card would force an early layout.
    if (virtualizer.scrollOffset !== 0) card.current?.scrollTo({ top: 0 });
  }, [order, filter, virtualizer]);
  // A focused row that scrolls out of sight is unmounted. The card takes the focus, so that the
  // same keys keep scrolling.
  useFocusRescue('[data-scroller=keys]', () => card.current);
  const rowKeys = useRowKeys({
    entries,
    card,
    virtualizer,
    actions: { ...rowActions, select: selection.toggle },
    isSelected: (id) => selection.state[id] === true,
  });
  const { focusRow } = rowKeys;
  useImperativeHandle(
    ref,
    () => ({
      focusRow,
      scrollToKey(id) {
        const index = entries.findIndex(({ key }) => key.id === id);
        if (index >= 0) virtualizer.scrollToIndex(index);
      },
    }),
    [entries, virtualizer, focusRow],
  );

  const formats = useFormats();
  const texts = useMemo(() => rowTexts(t), [t]);
  const width = useWidth(card, () => window.innerWidth - BESIDE_CARD, 32);
  const { openId } = rowActions;
  const scopesRoom =
    Math.max(openId === null ? MIN_WIDTH : 0, width) * SCOPES_SHARE - 2 * CELL_PADDING;
  const rowContext = useMemo(
    () => ({ t, formats, texts, scopesRoom }),
    [t, formats, texts, scopesRoom],
  );
  const isCurrentShown = data.some(({ key }) => key.id === rowKeys.currentId);
  const tabStop = isCurrentShown ? rowKeys.currentId : data[0]?.key.id;
  const above = first * ROW_HEIGHT;
  const below = Math.max(0, (shown - first - data.length) * ROW_HEIGHT);
  return (
    <ScrollingCard
      ref={card}
      tabIndex={-1}
      data-scroller="keys"
      {...rowKeys.listeners}
      // Reserves the scroll bar: most vaults have more keys than fit, and a scroll bar that appears
      // later would move the columns.
      style={{ overflowY: isLoading ? 'scroll' : 'auto' }}
    >
      <TableFrame
        role="grid"
        aria-multiselectable
        aria-label={t('keys.table')}
        aria-rowcount={isLoading ? -1 : shown + 1}
        aria-busy={!isComplete}
      >
        <colgroup>
          <col style={{ width: SELECT_WIDTH }} />
          {columns.map(({ id }) => (
            <col key={id} data-column={id} style={{ width: WIDTHS[id ?? ''] }} />
          ))}
        </colgroup>
        <TableHead>
          <TableRow aria-rowindex={1}>
            <TableCell className="select" aria-label={t('keys.columns.select')}>
              <SelectAll entries={entries} selection={selection} isLoading={isLoading} />
            </TableCell>
            <SortCells columns={table.getAllLeafColumns()} sorting={sorting} />
          </TableRow>
        </TableHead>
        <RowContext value={rowContext}>
          <TableBody>
            <Space height={above} />
            {table.getRowModel().rows.map((row, offset) => (
              <KeyRow
                key={slots[offset]}
                row={row}
                index={first + offset}
                selected={row.getIsSelected()}
                marked={marked.has(row.id)}
                isOpen={row.id === openId}
                isTabStop={row.id === tabStop}
                onSelect={selection.toggle}
              />
            ))}
            <Space height={below} />
          </TableBody>
        </RowContext>
      </TableFrame>
      {isLoading && <SkeletonLines label={t('keys.loading')} />}
    </ScrollingCard>
  );
}

const focusedKeyId = (): string | undefined =>
  document.activeElement?.closest<HTMLElement>('[data-key-id]')?.dataset['keyId'];

/** A placeholder for the rows that are not rendered. */
function Space({ height }: { height: number }) {
  if (height === 0) return null;
  return (
    <tr aria-hidden="true">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- empty, and hidden */}
      <td className="space" style={{ height }} />
    </tr>
  );
}
