import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { Cell, ReportColumn, ReportPreview } from '../../../shared/reports/report';
import { scopeParts } from '../../../shared/keys/scopes';
import type { ScopePart } from '../../../shared/keys/scopes';
import { scopePartText } from '../../../shared/keys/scope-text';
import { PAPER, paperBorder } from '../../ui/theme/paper';
import { lineHeight, radius, textSize } from '../../ui/theme/tokens';

/** The columns may be wider than the window, so the table scrolls, also by keyboard. */
const Scroll = styled('div')({
  marginTop: 24,
  overflowX: 'auto',
  '&:focus-visible': { outline: paperBorder.focus, outlineOffset: 2 },
  '& table': {
    minWidth: '100%',
    borderCollapse: 'collapse',
    fontSize: textSize.hint,
    lineHeight: lineHeight.hint,
  },
  '& th, & td': {
    padding: '5px 10px 5px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    maxWidth: 260,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& thead th': {
    color: PAPER.secondary,
    fontWeight: 600,
    borderBottom: paperBorder.head,
    verticalAlign: 'bottom',
  },
  '& tbody th, & tbody td': { borderBottom: paperBorder.faint },
  '& tbody th': { fontWeight: 600 },
  '& [data-type=number]': { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  '& [data-type=level]': { padding: '5px 3px', textAlign: 'center', minWidth: 22 },
  '& thead [data-type=level] span': {
    display: 'inline-block',
    writingMode: 'vertical-rl',
    rotate: '180deg',
    maxHeight: 120,
    lineHeight: lineHeight.hint,
  },
  '& [data-level=W]': { background: PAPER.chipWrite, color: PAPER.write, fontWeight: 600 },
  '& [data-level=R]': { background: PAPER.chip },
  '& i': {
    display: 'inline-block',
    marginInlineEnd: 4,
    padding: '0 4px',
    borderRadius: radius.tick,
    background: PAPER.chip,
    fontStyle: 'normal',
  },
  '& i[data-write=true]': { background: PAPER.chipWrite, color: PAPER.write },
  '& i[data-full=true]': { background: PAPER.dangerSoft, color: PAPER.danger, fontWeight: 600 },
});

const More = styled('p')({ marginTop: 10, fontSize: textSize.hint, color: PAPER.secondary });

/** The first rows of the report, and the number of the others. */
export function PreviewTable({ preview }: { preview: ReportPreview }) {
  const { t } = useTranslation();
  const { columns, rows, count, title } = preview;
  if (count === 0) return <More>{t('reportContent.empty')}</More>;
  return (
    <>
      {/* Focusable, so that it can be scrolled by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <Scroll tabIndex={0} role="region" aria-label={t('reports.previewOf', { report: title })}>
        <table aria-label={title}>
          <thead>
            <tr>
              {columns.map(({ id, label, type }) => (
                <th key={id} scope="col" data-type={type}>
                  <span>{label}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // Rows have no name of their own, and are never moved.
              // oxlint-disable-next-line react/no-array-index-key -- cells have no identity but their place
              <tr key={index}>
                {columns.map((column, place) => (
                  <PreviewCell key={column.id} column={column} cell={row[place] ?? null} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {count > rows.length && (
        <More>{t('reports.previewMore', { count: count - rows.length })}</More>
      )}
    </>
  );
}

function PreviewCell({ column: { id, type }, cell }: { column: ReportColumn; cell: Cell }) {
  const { t } = useTranslation();
  if (type === 'level') {
    return (
      <td data-type={type} data-level={cell}>
        {cell}
      </td>
    );
  }
  if (id === 'name' && typeof cell === 'string') {
    return (
      <th scope="row">
        <bdi dir="auto">{cell}</bdi>
      </th>
    );
  }
  if (id === 'scopes' && Array.isArray(cell)) {
    return (
      <td>
        {scopeParts(cell).map((part) => {
          const text = scopePartText(part, t);
          return (
            <i key={text} data-write={isWrite(part)} data-full={part.kind === 'full-access'}>
              {text}
            </i>
          );
        })}
      </td>
    );
  }
  if (Array.isArray(cell)) {
    return (
      <td>
        {cell.map((item: string) => (
          <i key={item}>{item}</i>
        ))}
      </td>
    );
  }
  return <td data-type={type}>{textOf(id, type, cell as Exclude<Cell, readonly string[]>, t)}</td>;
}

const isWrite = (part: ScopePart): boolean => part.kind === 'scope' && part.level === 'write';

function textOf(
  id: string,
  type: ReportColumn['type'],
  cell: Exclude<Cell, readonly string[]>,
  t: (key: 'reportContent.yes' | 'reportContent.no' | 'reportContent.never') => string,
) {
  if (cell === null) return id === 'lastUsedAt' ? t('reportContent.never') : '';
  if (typeof cell === 'boolean') return t(cell ? 'reportContent.yes' : 'reportContent.no');
  if (type === 'instant') return String(cell).slice(0, 16).replace('T', ' ');
  return <bdi dir="auto">{cell}</bdi>;
}
