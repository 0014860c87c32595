import { styled } from '@mui/material/styles';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { role } from '../../../ui/theme/colour-roles';
import { border, radius, textSize } from '../../../ui/theme/tokens';

const ROW_HEIGHT = 40;

const Scroller = styled('div')({
  flex: 'none',
  maxHeight: 6 * ROW_HEIGHT + 2,
  overflowY: 'auto',
  border: border.line,
  borderRadius: radius.box,
  fontSize: textSize.small,
});
const Rows = styled('ul')({ position: 'relative', margin: 0, padding: 0, listStyle: 'none' });
const Row = styled('li')({
  position: 'absolute',
  insetInline: 0,
  top: 0,
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 4fr) 20px minmax(0, 4fr)',
  alignItems: 'center',
  gap: 8,
  height: ROW_HEIGHT,
  padding: '0 12px',
  '& + li': { borderTop: border.faint },
  '& > *': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& del': { color: role.secondary },
  '& ins': { textDecoration: 'none', fontWeight: 600 },
  '&[data-tone=danger] ins': { color: role.danger },
  '&[data-skipped=true] > * + *': { color: role.secondary },
  '&[data-skipped=true] > bdi + *': { gridColumn: 'span 2' },
  '&[data-refused=true] > bdi + *': { gridColumn: 'span 3', color: role.care },
});

/** What happens to one key. */
export interface PreviewRow {
  id: string;
  name: string;
  /** both sides of the change, or the reason why there is none */
  what:
    | { before: string; after: string; isMore: boolean }
    /** `isRefused`: the reason is a rule of the vault */
    | { reason: string; isRefused?: boolean };
}

/** All keys of a change, of which only the visible ones are rendered. */
export function PreviewList({
  count,
  rowAt,
}: {
  count: number;
  /** computed for visible rows only */
  rowAt: (index: number) => PreviewRow | undefined;
}) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not in use
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 4,
    initialRect: { width: 0, height: 6 * ROW_HEIGHT },
  });
  return (
    // The keyboard scrolls it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls it
    <Scroller ref={scroller} tabIndex={0} role="region" aria-label={t('changes.preview.label')}>
      <Rows style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rowAt(index);
          if (row === undefined) return null;
          return (
            <Row
              key={row.id}
              aria-setsize={count}
              aria-posinset={index + 1}
              data-tone={'after' in row.what && row.what.isMore ? 'danger' : undefined}
              data-skipped={'reason' in row.what}
              data-refused={'reason' in row.what && row.what.isRefused === true}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Cells row={row} />
            </Row>
          );
        })}
      </Rows>
    </Scroller>
  );
}

function Cells({ row: { name, what } }: { row: PreviewRow }) {
  const { t } = useTranslation();
  if ('reason' in what) {
    return (
      <>
        <bdi title={name}>{name}</bdi>
        <span title={what.reason}>{what.reason}</span>
        {!what.isRefused && <span>{t('changes.preview.unchanged')}</span>}
      </>
    );
  }
  const { before, after, isMore } = what;
  return (
    <>
      <bdi title={name}>{name}</bdi>
      <del title={before}>
        <span className="visually-hidden">{t('changes.preview.was')} </span>
        <bdi>{before}</bdi>
      </del>
      <span aria-hidden="true">→</span>
      <ins title={after}>
        <span className="visually-hidden">{t('changes.preview.becomes')} </span>
        <bdi>{after}</bdi>
        {isMore && <span className="visually-hidden">, {t('changes.preview.more')}</span>}
      </ins>
    </>
  );
}
