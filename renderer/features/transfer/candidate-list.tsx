import { useVirtualizer } from '@tanstack/react-virtual';
import { styled } from '@mui/material/styles';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportCandidate, ImportChoice } from '../../../shared/transfer/transfer';
import { border, radius } from '../../ui/theme/tokens';
import { CandidateRow } from './candidate-row';

/** The height of a typical row. The actual heights are measured after rendering. */
const ROW_HEIGHT = 74;

const List = styled('div')({
  flex: '1 1 420px',
  minHeight: 170,
  overflowY: 'auto',
  border: border.line,
  borderRadius: radius.box,
  '& ul': { position: 'relative', listStyle: 'none', margin: 0, padding: 0 },
});

/**
 * The keys of the file. Only visible rows are rendered. A separate component, because a dialog
 * mounts its content later than itself, and the list measures its scroll container when it mounts.
 */
export function CandidateList({
  candidates,
  choiceOf,
  onChoose,
}: {
  candidates: readonly ImportCandidate[];
  choiceOf: (candidate: ImportCandidate) => ImportChoice;
  onChoose: (index: number, choice: ImportChoice) => void;
}) {
  const { t } = useTranslation();
  const scroll = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not in use
  const rows = useVirtualizer({
    count: candidates.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => candidates[index]?.index ?? index,
    overscan: 8,
  });
  const height = rows.getTotalSize();
  return (
    <List
      ref={scroll}
      tabIndex={0}
      role="region"
      aria-label={t('transfer.import.review')}
      style={{ flexBasis: Math.min(height + 2, 420), minHeight: Math.min(height + 2, 170) }}
    >
      <ul style={{ height }}>
        {rows.getVirtualItems().map(({ key, index, start }) => {
          const candidate = candidates[index];
          return candidate ? (
            <CandidateRow
              key={key}
              place={index}
              onDrawn={rows.measureElement}
              candidate={candidate}
              choice={choiceOf(candidate)}
              top={start}
              onChoose={(choice) => onChoose(candidate.index, choice)}
            />
          ) : null;
        })}
      </ul>
    </List>
  );
}
