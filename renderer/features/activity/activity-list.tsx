import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/lib/result';
import { Card } from '../../ui/layout/card';
import { role } from '../../ui/theme/colour-roles';
import { textSize } from '../../ui/theme/tokens';
import { useFormats } from '../../ui/text/formats';
import { useMinute } from '../../ui/hooks/now';
import { Notice } from '../../ui/feedback/notice';
import { useFocusRescue } from '../../ui/hooks/use-focus-rescue';
import { ActivityRow } from './activity-row';
import { Archives } from './archives';
import { listItems } from './list-items';
import type { ActivityList as List } from './use-activity';

const ScrollingCard = styled(Card)({
  flex: 1,
  minHeight: 240,
  overflow: 'auto',
  // Keep visible rows in place while newer entries are added above them.
  overflowAnchor: 'none',
});

const Items = styled('ol')({
  position: 'relative',
  margin: 0,
  padding: 0,
  listStyle: 'none',
  '& > li': { position: 'absolute', insetInline: 0, top: 0 },
});

const Foot = styled('div')({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  gap: 12,
  minHeight: 52,
  padding: '8px 16px',
  color: role.secondary,
  fontSize: textSize.small,
});

interface Props {
  list: List;
  isTimeline: boolean;
  onMore: () => void;
  onStop: () => void;
  onReadArchive: (file: string) => void;
}

/** The entries grouped by day. Only visible rows are rendered. */
export function ActivityList({ list, isTimeline, onMore, onStop, onReadArchive }: Props) {
  const { t } = useTranslation();
  const { day } = useFormats();
  const now = useMinute();
  const card = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const items = useMemo(() => listItems(list.entries), [list.entries]);
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not in use
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => card.current,
    getItemKey: (index) => items[index]?.key ?? index,
    estimateSize: (index) => (items[index]?.kind === 'day' ? 39 : 49),
    overscan: 6,
  });
  const shown = virtualizer.getVirtualItems();
  const isAtEnd = (shown.at(-1)?.index ?? 0) >= items.length - 8;
  useEffect(() => {
    if (isAtEnd && list.state === 'waiting') onMore();
  }, [isAtEnd, list.state, onMore]);
  // A focused row that scrolls out of sight is unmounted. The card takes the focus, so that the
  // same keys keep scrolling.
  useFocusRescue('[data-scroller=activity]', () => card.current);

  const toggle = useCallback((sequence: number) => {
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(sequence)) next.add(sequence);
      return next;
    });
  }, []);
  return (
    <ScrollingCard ref={card} tabIndex={-1} data-scroller="activity">
      <Items aria-label={t('activity.list')} style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              style={{ transform: `translateY(${start}px)` }}
            >
              {item.kind === 'day' && <h2 className="activity-day">{dayText(item.at)}</h2>}
              {item.kind === 'entry' && (
                <ActivityRow
                  entry={item.entry}
                  isOpen={open.has(item.entry.sequence)}
                  onToggle={toggle}
                  isTimeline={isTimeline}
                />
              )}
              {item.kind === 'foot' && (
                <ListFoot
                  list={list}
                  isTimeline={isTimeline}
                  onMore={onMore}
                  onStop={onStop}
                  onReadArchive={onReadArchive}
                />
              )}
            </li>
          );
        })}
      </Items>
    </ScrollingCard>
  );

  function dayText(at: number): string {
    const text = day(at, now);
    return text.charAt(0).toLocaleUpperCase(t('locale')) + text.slice(1);
  }
}

/** The state of reading, below the last entry. */
function ListFoot({ list, isTimeline, onMore, onStop, onReadArchive }: Props) {
  const { t } = useTranslation();
  if (list.brokenLine !== null) {
    return (
      <Foot>
        <Notice tone="care" title={t('activity.broken.title')}>
          {t('activity.broken.sentence', { line: list.brokenLine })} {t('activity.broken.wayOut')}
        </Notice>
      </Foot>
    );
  }
  switch (list.state) {
    case 'reading':
      return (
        <Foot>
          <span>{t('activity.older')}</span>
          <Button size="small" onClick={onStop}>
            {t('activity.stop')}
          </Button>
        </Foot>
      );
    case 'stopped':
      return (
        <Foot>
          <span>{t('activity.stopped')}</span>
          <Button size="small" onClick={onMore}>
            {t('activity.goOn')}
          </Button>
        </Foot>
      );
    case 'complete':
      if (list.archives.length > 0) {
        return <Archives archives={list.archives} onRead={onReadArchive} />;
      }
      return <Foot>{t(isTimeline ? 'activity.keyEnd' : 'activity.end')}</Foot>;
    case 'loading':
    case 'waiting':
      return <Foot />;
    default:
      return assertNever(list.state);
  }
}
