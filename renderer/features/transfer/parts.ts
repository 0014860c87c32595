import { styled } from '@mui/material/styles';
import { role } from '../../ui/theme/colour-roles';

export const Card = styled('section')({
  // A low window scrolls; it does not squeeze what is in it.
  flex: 'none',
  display: 'flex',
  flexDirection: 'column',
  background: role.surface,
  border: `1px solid ${role.line}`,
  borderRadius: 12,
  overflow: 'hidden',
});

export const CardHead = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: '12px 24px',
  padding: '16px 20px',
  '& > div': { flex: '1 1 280px' },
  '& h2': { fontSize: 14, lineHeight: '20px', fontWeight: 600 },
  '& p': { fontSize: 13, color: role.secondary },
});

/** A table that scrolls inside itself when there is no room, so it can be reached with the keyboard. */
export const Scroll = styled('div')({
  overflow: 'auto',
  maxHeight: '46vh',
  border: `1px solid ${role.line}`,
  borderRadius: 10,
});

export const Table = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 13,
  lineHeight: '20px',
  '& th': {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    padding: '8px 20px',
    background: role.ground,
    color: role.secondary,
    fontWeight: 500,
    textAlign: 'start',
    whiteSpace: 'nowrap',
  },
  '& td': {
    padding: '8px 20px',
    borderTop: `1px solid ${role.faintLine}`,
    verticalAlign: 'middle',
  },
  '& td.wide': { maxWidth: 220, overflow: 'hidden' },
  '& td:last-child': { textAlign: 'end' },
  '& td.start:last-child': { textAlign: 'start' },
  '& small': { fontSize: 12, color: role.secondary, display: 'block' },
  '& small[data-wrong=true]': { color: role.danger },
});

export const Labelled = styled('label')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) 200px',
  alignItems: 'center',
  gap: 12,
  fontSize: 13,
  lineHeight: '20px',
});
