import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { columnLabels } from '../../../shared/reports/column-label';
import { chosenColumns, columnsOf } from '../../../shared/reports/columns';
import type { ReportRequest } from '../../../shared/reports/report';
import { CheckField } from '../../ui/controls/check-field';
import { role } from '../../ui/theme/colour-roles';
import { textSize } from '../../ui/theme/tokens';
import { FieldLabel } from '../../ui/controls/field';
import { SelectField } from '../../ui/controls/select-field';
import { ColumnsDialog } from './columns-dialog';

const Line = styled('div')({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 10,
  '& > span': { minWidth: 0, fontSize: textSize.small, color: role.secondary },
  '& > button': { flexShrink: 0 },
});

const USUAL = 'usual';

/** The columns of the report, their order, and the column that sorts the rows. */
export function ColumnFields({
  draft,
  onChange,
}: {
  draft: ReportRequest;
  onChange: (changes: Partial<ReportRequest>) => void;
}) {
  const { t } = useTranslation();
  const columnLabel = useMemo(() => columnLabels(t), [t]);
  const [isChoosing, setChoosing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { kind, format, columns, order } = draft;
  const chosen = chosenColumns(kind, format, columns);
  const total = columnsOf(kind).length;
  const sortable = columnsOf(kind).filter(({ type }) => type !== 'level' && type !== 'day');
  const canSort = kind !== 'activity' && kind !== 'lifecycle';
  return (
    <>
      <div>
        <FieldLabel as="span">{t('reports.columns')}</FieldLabel>
        <Line>
          <span>
            {columns === null
              ? t('reports.columnsUsual', { format: t(`reports.formats.${format}.label`) })
              : t('reports.columnsChosen', { count: chosen.length, total })}
          </span>
          <Button ref={opener} size="small" onClick={() => setChoosing(true)}>
            {t('reports.chooseColumns')}
          </Button>
        </Line>
      </div>
      {canSort && (
        <>
          <SelectField
            label={t('reports.order')}
            value={order?.column ?? USUAL}
            choices={[
              { value: USUAL, label: t('reports.orderUsual') },
              ...sortable.map(({ id }) => ({ value: id, label: columnLabel(id) })),
            ]}
            onChange={(column) =>
              onChange({
                order: column === USUAL ? null : { column, descending: order?.descending ?? false },
              })
            }
          />
          {order && (
            <CheckField
              label={t('reports.descending')}
              checked={order.descending}
              onChange={(descending) => onChange({ order: { ...order, descending } })}
            />
          )}
        </>
      )}
      {isChoosing && (
        <ColumnsDialog
          kind={kind}
          chosen={chosen.map(({ id }) => id)}
          onDone={(ids) => onChange({ columns: ids })}
          onClosed={() => {
            setChoosing(false);
            opener.current?.focus();
          }}
        />
      )}
    </>
  );
}
