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
  Frame,
  HEAD_HEIGHT,
  LEAST_WIDTH,
  ROW_HEIGHT,
} from './table-frame';
import type { Selection } from './use-selection';

/** Of the width of the table. */
const SCOPES_SHARE = 0.23;
/** Widths of the columns: pixels where the content is known; the name has what is left. */
const WIDTHS: Partial<Record<string, number | string>> = {
  scopes: `${SCOPES_SHARE * 100}%`,
  status: 98,
  createdAt: 114,
  lastUsedAt: 94,
  expiresAt: 92,
  actions: 96,
};
const SELECT_WIDTH = 38;
/** Head of the page and toolbar. */
const ABOVE_CARD = 160;
/** Sidebar, edges of the page and scroll bar. */
const BESIDE_CARD = 300;

export interface KeysTableHandle {
  /** brings a key's row onto the screen, if it is among those shown */
  scrollToKey: (id: string) => void;
}

/** The keys, of which only the rows in sight exist. */
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
  ref,
}: {
  entries: readonly KeyEntry[];
  /** how many rows there are; those without an entry stay empty until it arrives */
  shown: number;
  /** whether not even the first entries are there */
  isLoading: boolean;
  /** whether all entries have arrived */
  isComplete: boolean;
  /** another search or another order begins at its top */
  filter: KeyFilter;
  order: KeyOrder;
  onOrder: (order: KeyOrder) => void;
  selection: Selection;
  /** ids of the keys that the user asked to see */
  marked: ReadonlySet<string>;
  ref: Ref<KeysTableHandle>;
}) {
  const { t } = useTranslation();
  const card = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not in use
  const virtualizer = useVirtualizer({
    // Those that are still to come have no place in it: to give one to each of thousands takes longer than to draw the first.
    count: Math.min(shown, entries.length),
    getScrollElement: () => card.current,
    estimateSize: () => ROW_HEIGHT,
    // The first picture has the rows in sight alone.
    overscan: isComplete ? 2 : 0,
    // A guess, so that the rows are drawn at once and not only when the card has been measured.
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
    // Asking the card, or scrolling it for nothing, would lay out the page before its turn.
    if (virtualizer.scrollOffset !== 0) card.current?.scrollTo({ top: 0 });
  }, [order, filter, virtualizer]);
  // A row that scrolls out of sight is no more; the card then scrolls on with the same keys.
  useFocusRescue('[data-scroller=keys]', () => card.current);
  useImperativeHandle(
    ref,
    () => ({
      scrollToKey(id) {
        const index = entries.findIndex(({ key }) => key.id === id);
        if (index >= 0) virtualizer.scrollToIndex(index);
      },
    }),
    [entries, virtualizer],
  );

  const formats = useFormats();
  const texts = useMemo(() => rowTexts(t), [t]);
  const width = useWidth(card, () => window.innerWidth - BESIDE_CARD, 32);
  const scopesRoom = Math.max(LEAST_WIDTH, width) * SCOPES_SHARE - 2 * CELL_PADDING;
  const rowContext = useMemo(
    () => ({ t, formats, texts, scopesRoom }),
    [t, formats, texts, scopesRoom],
  );
  const above = first * ROW_HEIGHT;
  const below = Math.max(0, (shown - first - data.length) * ROW_HEIGHT);
  return (
    <ScrollingCard
      ref={card}
      tabIndex={-1}
      data-scroller="keys"
      // Most vaults have more keys than fit: their scroll bar would move the columns when they arrive.
      style={{ overflowY: isLoading ? 'scroll' : 'auto' }}
    >
      <Frame
        aria-label={t('keys.table')}
        aria-rowcount={isLoading ? -1 : shown + 1}
        aria-busy={!isComplete}
      >
        <colgroup>
          <col style={{ width: SELECT_WIDTH }} />
          {columns.map(({ id }) => (
            <col key={id} style={{ width: WIDTHS[id ?? ''] }} />
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
                onSelect={selection.toggle}
              />
            ))}
            <Space height={below} />
          </TableBody>
        </RowContext>
      </Frame>
      {isLoading && <SkeletonLines label={t('keys.loading')} />}
    </ScrollingCard>
  );
}

const focusedKeyId = (): string | undefined =>
  document.activeElement?.closest<HTMLElement>('[data-key-id]')?.dataset['keyId'];

/** Stands in for the rows that are not drawn. */
function Space({ height }: { height: number }) {
  if (height === 0) return null;
  return (
    <tr aria-hidden="true">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- empty, and hidden */}
      <td className="space" colSpan={columns.length + 1} style={{ height }} />
    </tr>
  );
}
