import { styled } from '@mui/material/styles';
import { Card } from '../../ui/layout/card';
import { role } from '../../ui/theme/colour-roles';
import { lineHeight, textSize } from '../../ui/theme/tokens';

/** The layout parts of the cards on the Sync page. */
export const SyncCard = styled(Card)({
  display: 'flex',
  flexDirection: 'column',
  gap: 16,
  maxWidth: 880,
  padding: '18px 20px',
  '& h2': { fontSize: textSize.heading, lineHeight: lineHeight.heading, fontWeight: 600 },
  '& h2 + p': { marginTop: 2, color: role.secondary, maxWidth: 640 },
});

export const Row = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
});

export const Spread = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: '12px 24px',
  '& > div:first-of-type': { flex: '1 1 320px', minWidth: 0 },
});

export const List = styled('ul')({
  display: 'flex',
  flexDirection: 'column',
  gap: 8,
  margin: 0,
  padding: 0,
  listStyle: 'none',
  '& li': { display: 'flex', gap: 10, alignItems: 'flex-start', overflowWrap: 'anywhere' },
  '& li > svg': { flex: 'none', marginTop: 1 },
  '& li[data-ok=true] > svg': { color: role.good },
  '& li[data-ok=false] > svg': { color: role.danger },
});

export const Facts = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'max-content minmax(0, 1fr)',
  gap: '6px 20px',
  fontSize: textSize.small,
  '& dt': { color: role.secondary },
  '& dd': { overflowWrap: 'anywhere' },
});

export const Quiet = styled('p')({ fontSize: textSize.small, color: role.secondary });
