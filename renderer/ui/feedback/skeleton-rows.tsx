import { styled } from '@mui/material/styles';
import { Card } from '../layout/card';
import { role } from '../theme/colour-roles';
import { border, radius } from '../theme/tokens';

const ListCard = styled(Card)({
  flex: 1,
  overflow: 'hidden',
});

const Lines = styled('div')({
  // Shown only when loading takes longer than 300 ms.
  animation: 'skeleton-in 160ms 120ms both',
  '@keyframes skeleton-in': { from: { opacity: 0 } },
  '& > div': {
    display: 'grid',
    gridTemplateColumns: '16px 2fr 2fr 1fr 1fr',
    gap: 24,
    alignItems: 'center',
    height: 56,
    padding: '0 14px',
    borderBottom: border.faint,
  },
  '& i': { height: 12, borderRadius: radius.round, background: role.chip },
});

/** Skeleton of a page with a list. `label` is its accessible name. */
export function SkeletonRows({ label }: { label: string }) {
  return (
    <ListCard>
      <SkeletonLines label={label} />
    </ListCard>
  );
}

/**
 * The rows of a list that are on their way. `label` says which. MUI's `Skeleton` would add 1.1 kB gzip to the first script
 * and draw forty components in place of forty elements.
 */
export function SkeletonLines({ label }: { label: string }) {
  return (
    <Lines role="status" aria-label={label}>
      {Array.from({ length: 8 }, (_, row) => (
        <div key={row} aria-hidden="true">
          <i />
          <i />
          <i />
          <i />
          <i />
        </div>
      ))}
    </Lines>
  );
}
