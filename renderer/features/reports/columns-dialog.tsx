import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { columnLabels } from '../../../shared/reports/column-label';
import { columnsOf } from '../../../shared/reports/columns';
import type { ReportKind } from '../../../shared/reports/report';
import { CheckBox } from '../../ui/controls/check-box';
import { role } from '../../ui/theme/colour-roles';
import { border } from '../../ui/theme/tokens';
import { DialogFrame } from '../../ui/layout/dialog-frame';
import { IconButton } from '../../ui/controls/icon-button';

const List = styled('ul')({
  margin: 0,
  padding: 0,
  listStyle: 'none',
  '& li': {
    display: 'grid',
    gridTemplateColumns: '16px 1fr auto auto',
    alignItems: 'center',
    gap: 10,
    minHeight: 36,
    borderBottom: border.faint,
  },
  '& label': { cursor: 'pointer', overflowWrap: 'anywhere' },
  '& li[data-chosen=false] label': { color: role.faint },
});

/** Chooses and orders columns. The chosen ones come first, in the order of the report. */
export function ColumnsDialog({
  kind,
  chosen,
  onDone,
  onClosed,
}: {
  kind: ReportKind;
  chosen: readonly string[];
  /** @param ids null: the default columns */
  onDone: (ids: string[] | null) => void;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const columnLabel = useMemo(() => columnLabels(t), [t]);
  const [open, setOpen] = useState(true);
  const [order, setOrder] = useState(() => [
    ...chosen,
    ...columnsOf(kind)
      .map(({ id }) => id)
      .filter((id) => !chosen.includes(id)),
  ]);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(chosen));

  const toggle = (id: string) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  const move = (index: number, by: -1 | 1) => {
    const next = [...order];
    const [id] = next.splice(index, 1);
    if (id === undefined) return;
    next.splice(index + by, 0, id);
    setOrder(next);
  };
  const finish = (ids: string[] | null) => {
    onDone(ids);
    setOpen(false);
  };
  return (
    <DialogFrame
      open={open}
      width={440}
      title={t('reports.columnsTitle')}
      sentence={t('reports.columnsSentence')}
      onClose={() => setOpen(false)}
      onExited={onClosed}
      onSubmit={() => ticked.size > 0 && finish(order.filter((id) => ticked.has(id)))}
      footText={
        <Button type="button" size="small" variant="text" onClick={() => finish(null)}>
          {t('reports.useUsual')}
        </Button>
      }
      buttons={
        <>
          <Button type="button" onClick={() => setOpen(false)}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" variant="contained" color="primary" disabled={ticked.size === 0}>
            {t('reports.done')}
          </Button>
        </>
      }
    >
      <List>
        {order.map((id, index) => (
          <li key={id} data-chosen={ticked.has(id)}>
            <CheckBox id={`column-${id}`} checked={ticked.has(id)} onChange={() => toggle(id)} />
            <label htmlFor={`column-${id}`}>{columnLabel(id)}</label>
            <IconButton
              icon="up"
              label={t('reports.moveUp', { column: columnLabel(id) })}
              aria-disabled={index === 0}
              onClick={() => index > 0 && move(index, -1)}
            />
            <IconButton
              icon="down"
              label={t('reports.moveDown', { column: columnLabel(id) })}
              aria-disabled={index === order.length - 1}
              onClick={() => index < order.length - 1 && move(index, 1)}
            />
          </li>
        ))}
      </List>
    </DialogFrame>
  );
}
