import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { Notice } from '../../../ui/feedback/notice';
import { useMinute } from '../../../ui/hooks/now';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
import { useFormats } from '../../../ui/text/formats';
import { role } from '../../../ui/theme/colour-roles';
import { MONO } from '../../../ui/theme/fonts';
import { border, lineHeight, radius, textSize } from '../../../ui/theme/tokens';
import type { KeyIndex } from '../store/key-index';
import { chosenKeys } from './chosen-keys';
import { compareRows } from './compare-rows';
import type { CompareRow } from './compare-rows';

const Scroller = styled('div')({
  // Visually hidden elements scroll with this area. Without it, they would extend the dialog.
  position: 'relative',
  maxHeight: '48vh',
  overflow: 'auto',
  border: border.line,
  borderRadius: radius.box,
});

const Table = styled('table')({
  width: '100%',
  borderCollapse: 'separate',
  borderSpacing: 0,
  tableLayout: 'fixed',
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
  '& th, & td': {
    padding: '6px 12px',
    borderBottom: border.faint,
    textAlign: 'start',
    verticalAlign: 'top',
    fontWeight: 400,
    color: role.secondary,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-line',
  },
  '& thead th': {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    background: role.raised,
    borderBottom: border.line,
    color: role.text,
    fontWeight: 600,
    // A name of any length leaves the rows in sight.
    '& bdi': {
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: 3,
      overflow: 'hidden',
    },
    '& span': {
      display: 'block',
      fontFamily: MONO,
      fontSize: textSize.hint,
      fontWeight: 400,
      color: role.faint,
    },
  },
  '& tbody th[scope=rowgroup]': { paddingTop: 14, fontWeight: 600, color: role.text },
  '& tr[data-differs=true] > *': {
    background: role.careSoft,
    color: role.text,
    fontWeight: 550,
  },
  '& tr[data-differs=true] > th::before': { content: '"≠ " / ""', color: role.care },
});

/** Two or three keys side by side. What differs is marked. */
export function CompareDialog({
  chosen,
  index,
  onClosed,
}: {
  chosen: readonly ApiKey[];
  index: KeyIndex;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useMinute();
  const id = useId();
  const [open, setOpen] = useState(true);
  const { keys, gone } = chosenKeys(chosen, index, null);
  const { facts, permissions } = compareRows(keys, { t, formats, now });
  const count = [...facts, ...permissions].filter(({ differs }) => differs).length;
  const close = () => setOpen(false);
  return (
    <DialogFrame
      open={open}
      width={880}
      title={t('dialogs.compare.title')}
      sentence={t('dialogs.compare.sentence', { count })}
      onClose={close}
      onExited={onClosed}
      onSubmit={close}
      buttons={
        <Button type="submit" variant="contained" color="primary" autoFocus>
          {t('dialogs.compare.close')}
        </Button>
      }
    >
      {gone > 0 && (
        <Notice tone="care" role="status">
          {t(keys.length === 0 ? 'dialogs.lost.all' : 'dialogs.lost.some', { count: gone })}
        </Notice>
      )}
      {keys.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls it
        <Scroller role="group" aria-labelledby={id} tabIndex={0}>
          <Table>
            <caption className="visually-hidden" id={id}>
              {t('dialogs.compare.title')}
            </caption>
            <thead>
              <tr>
                <th scope="col">{t('dialogs.compare.field')}</th>
                {keys.map((key) => (
                  <th key={key.id} scope="col">
                    <bdi title={key.name}>{key.name}</bdi>
                    <span translate="no">{key.hint}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <Rows name={t('panel.sections.facts')} rows={facts} columns={keys.length} />
            <Rows name={t('form.permissions')} rows={permissions} columns={keys.length} />
          </Table>
        </Scroller>
      )}
    </DialogFrame>
  );
}

function Rows({
  name,
  rows,
  columns,
}: {
  name: string;
  rows: readonly CompareRow[];
  columns: number;
}) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={columns + 1}>
          {name}
        </th>
      </tr>
      {rows.map((row) => (
        <tr key={row.name} data-differs={row.differs}>
          <th scope="row">
            <bdi>{row.name}</bdi>
            {row.differs && (
              <span className="visually-hidden">{` (${t('dialogs.compare.differs')})`}</span>
            )}
          </th>
          {row.values.map((value, column) => (
            // oxlint-disable-next-line react/no-array-index-key -- the columns are the keys, in their order
            <td key={column}>
              <bdi>{value}</bdi>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
