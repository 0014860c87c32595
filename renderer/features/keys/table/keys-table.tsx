import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useTable } from '@tanstack/react-table';
import type { SortingState } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui/text/formats';
import { SkeletonLines } from '../../../ui/feedback/skeleton-rows';
import { useFocusRescue } from '../../../ui/hooks/use-focus-rescue';
import { useWidth } from '../../../ui/hooks/use-width';
import type { KeyEntry } from '../store/key-entry';
import type { SortColumn } from '../store/key-index';
import type { KeyFilter } from '../../../../shared/keys/key-filter';
import type { KeyColumn } from '../../../../shared/keys/key-columns';
import { isGroup, isKey, rowsOf } from '../view/key-groups';
import type { KeyGroup, TableRow as Row } from '../view/key-groups';
import type { KeptView } from '../view/kept-view';
import type { KeyOrder } from '../view/key-view';
import { layoutOf } from './column-layout';
import { columns as allColumns } from './columns';
import { features } from './features';
import { GroupRow } from './group-row';
import { KeyRow } from './key-row';
import { RowContext } from './row-context';
import { RowSlots } from './row-slots';
import { rowTexts } from './row-texts';
import { SelectAll } from './select-all';
import { SortCells } from './sort-cells';
import { ScrollingCard, TableFrame, HEAD_HEIGHT, ROW_HEIGHT } from './table-frame';
import { useRowKeys } from './use-row-keys';
import type { RowActions } from './use-row-keys';
import type { Selection } from './use-selection';

/** Height of the page header and the toolbar. */
const ABOVE_CARD = 160;
/** Width of the sidebar, page margins and scroll bar. */
const BESIDE_CARD = 300;

const NONE: ReadonlySet<string> = new Set();

export interface KeysTableHandle {
  /** scrolls to the row of a key, if it is in the view */
  scrollToKey: (id: string) => boolean;
  /** scrolls to the row of a key and focuses it, if it is in the view */
  focusRow: (id: string) => void;
}

/** The keys. Only visible rows are rendered. */
export function KeysTable({
  entries,
  shown,
  isLoading,
  isComplete,
  kept,
  shownColumns,
  groups,
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
  /** how the page was left: the table begins at that scroll position */
  kept: KeptView;
  shownColumns: readonly KeyColumn[];
  /** the groups of the entries, each below a head of its own; null: they are not grouped */
  groups: readonly KeyGroup[] | null;
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
  const [closed, setClosed] = useState<ReadonlySet<string>>(kept.closed ?? NONE);
  useEffect(() => {
    kept.closed = closed;
  }, [kept, closed]);
  const rows = useMemo<readonly Row[]>(
    () => (groups ? rowsOf(groups, closed) : entries),
    [entries, groups, closed],
  );
  const rowCount = groups ? rows.length : shown;
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not in use
  const virtualizer = useVirtualizer({
    // Keys that have not arrived have no index: assigning one to each of thousands takes longer
    // than rendering the first rows.
    count: Math.min(rowCount, rows.length),
    getScrollElement: () => card.current,
    estimateSize: () => ROW_HEIGHT,
    // The first picture has visible rows only, without overscan.
    overscan: isComplete ? 2 : 0,
    // An estimate, so that the rows are rendered before the card has been measured.
    initialRect: { width: 0, height: window.innerHeight - ABOVE_CARD },
    scrollPaddingStart: HEAD_HEIGHT,
    initialOffset: kept.scrollTop ?? 0,
  });
  useLayoutEffect(
    () => () => {
      kept.scrollTop = virtualizer.scrollOffset ?? 0;
    },
    [kept, virtualizer],
  );
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const end = first + items.length;
  const drawn = useMemo(() => rows.slice(first, end), [rows, first, end]);
  const data = useMemo(() => drawn.filter(isKey), [drawn]);
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
  const columns = useMemo(
    () =>
      allColumns.filter(({ id }) => id === 'name' || id === 'actions' || isShown(shownColumns, id)),
    [shownColumns],
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

  const isFirst = useRef(true);
  useEffect(() => {
    // The table begins where the person left it.
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    // Reading or setting the scroll position of the card would force an early layout.
    if (virtualizer.scrollOffset !== 0) card.current?.scrollTo({ top: 0 });
  }, [order, filter, virtualizer]);
  // A focused row that scrolls out of sight is unmounted. The card takes the focus, so that the
  // same keys keep scrolling.
  useFocusRescue('[data-scroller=keys]', () => card.current);
  /** a key whose group is being opened */
  const awaited = useRef<string | null>(null);
  const scrollTo = useCallback(
    (id: string) => {
      const index = rows.findIndex((row) => !isGroup(row) && row.key.id === id);
      if (index >= 0) virtualizer.scrollToIndex(index);
      return index >= 0;
    },
    [rows, virtualizer],
  );
  useLayoutEffect(() => {
    if (awaited.current !== null && scrollTo(awaited.current)) awaited.current = null;
  }, [scrollTo]);
  const scrollToKey = useCallback(
    (id: string) => {
      if (scrollTo(id)) return true;
      if (!entries.some(({ key }) => key.id === id)) return false;
      // It is in a group that is closed.
      awaited.current = id;
      setClosed(NONE);
      return true;
    },
    [entries, scrollTo],
  );
  const reachable = useMemo(() => (groups ? rows.filter(isKey) : entries), [groups, rows, entries]);
  const rowKeys = useRowKeys({
    entries: reachable,
    card,
    scrollToKey,
    actions: { ...rowActions, select: selection.toggle },
    isSelected: (id) => selection.state[id] === true,
  });
  const { focusRow } = rowKeys;
  useImperativeHandle(ref, () => ({ focusRow, scrollToKey }), [focusRow, scrollToKey]);

  const formats = useFormats();
  const texts = useMemo(() => rowTexts(t), [t]);
  const width = useWidth(card, () => window.innerWidth - BESIDE_CARD, 32);
  const { openId } = rowActions;
  const layout = useMemo(
    () => layoutOf(shownColumns, width, openId !== null),
    [shownColumns, width, openId],
  );
  const { scopesRoom } = layout;
  const rowContext = useMemo(
    () => ({ t, formats, texts, scopesRoom }),
    [t, formats, texts, scopesRoom],
  );
  const toggleGroup = useCallback((identity: string) => {
    setClosed((known) => {
      const next = new Set(known);
      if (!next.delete(identity)) next.add(identity);
      return next;
    });
  }, []);
  const keyRows = table.getRowModel().rows;
  /** the place among the rows of keys */
  let place = 0;
  const isCurrentShown = data.some(({ key }) => key.id === rowKeys.currentId);
  const tabStop = isCurrentShown ? rowKeys.currentId : data[0]?.key.id;
  const above = first * ROW_HEIGHT;
  const below = Math.max(0, (rowCount - first - drawn.length) * ROW_HEIGHT);
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
        style={{ minWidth: layout.minWidth }}
        data-sideways={width < layout.minWidth}
        role="grid"
        aria-multiselectable
        aria-label={t('keys.table')}
        aria-rowcount={isLoading ? -1 : rowCount + 1}
        aria-busy={!isComplete}
      >
        <colgroup>
          <col style={{ width: layout.widths['select'] }} />
          {columns.map(({ id }) => (
            <col key={id} data-column={id} style={{ width: layout.widths[id ?? ''] }} />
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
            {drawn.map((drawnRow, offset) => {
              if (isGroup(drawnRow)) {
                return (
                  <GroupRow
                    key={`group ${drawnRow.identity}`}
                    group={drawnRow}
                    index={first + offset}
                    columns={columns.length + 1}
                    isOpen={!closed.has(drawnRow.identity)}
                    onToggle={toggleGroup}
                  />
                );
              }
              const row = keyRows[place];
              const slot = slots[place];
              place += 1;
              return (
                row && (
                  <KeyRow
                    key={slot}
                    row={row}
                    index={first + offset}
                    selected={row.getIsSelected()}
                    marked={marked.has(row.id)}
                    columns={columns}
                    isOpen={row.id === openId}
                    isTabStop={row.id === tabStop}
                    onSelect={selection.toggle}
                  />
                )
              );
            })}
            <Space height={below} />
          </TableBody>
        </RowContext>
      </TableFrame>
      {isLoading && <SkeletonLines label={t('keys.loading')} />}
    </ScrollingCard>
  );
}

const isShown = (shown: readonly string[], id: string | undefined): boolean =>
  id !== undefined && shown.includes(id);

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
