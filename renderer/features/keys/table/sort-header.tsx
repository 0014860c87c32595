import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/theme/icons';
import type { SortColumn } from '../store/key-index';
import { radius } from '../../../ui/theme/tokens';

const Button = styled('button')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 2,
  height: 28,
  margin: '0 -6px',
  padding: '0 6px',
  border: 0,
  borderRadius: radius.small,
  background: 'none',
  font: 'inherit',
  cursor: 'pointer',
  '& svg': { opacity: 0 },
  '&:hover svg, &:focus-visible svg': { opacity: 0.5 },
  '&[data-sorted] svg': { opacity: 1 },
});

/** A header cell: a button that sorts by its column, or reverses the order. */
export function SortHeader({
  column,
  sorted,
  onSort,
}: {
  column: SortColumn;
  sorted: false | 'asc' | 'desc';
  onSort: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Button type="button" data-sorted={sorted || undefined} onClick={onSort}>
      {t(`keys.columns.${column}`)}
      <Icon name={sorted === 'asc' ? 'up' : 'down'} size={14} />
    </Button>
  );
}
