import TableCell from '@mui/material/TableCell';
import type { Column, SortingState } from '@tanstack/react-table';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyEntry } from '../store/key-entry';
import type { SortColumn } from '../store/key-index';
import type { Features } from './features';
import { SortHeader } from './sort-header';

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;

/** The header cells. They are not rendered again when the rows change at every keystroke. */
export const SortCells = memo(function SortCells({
  columns,
}: {
  columns: readonly Column<Features, KeyEntry>[];
  /** not read here, but a change of it must render the header cells again */
  sorting: SortingState;
}) {
  const { t } = useTranslation();
  return columns.map((column) => {
    const sorted = column.getIsSorted();
    return column.getCanSort() ? (
      <TableCell
        key={column.id}
        data-column={column.id}
        aria-sort={sorted ? ARIA_SORT[sorted] : 'none'}
      >
        <SortHeader
          column={column.id as SortColumn}
          sorted={sorted}
          onSort={() => column.toggleSorting()}
        />
      </TableCell>
    ) : (
      <TableCell key={column.id} data-column={column.id} align="right">
        {t('keys.columns.actions')}
      </TableCell>
    );
  });
});
