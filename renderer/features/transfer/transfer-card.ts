import { styled } from '@mui/material/styles';
import { Card, cardHeading } from '../../ui/layout/card';
import { role } from '../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../ui/theme/tokens';

export const TransferCard = styled(Card)({
  // In a low window the card scrolls instead of shrinking its content.
  flex: 'none',
  display: 'flex',
  flexDirection: 'column',
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
  '& h2': cardHeading,
  '& p': { fontSize: textSize.small, color: role.secondary },
});

/** A table that scrolls inside itself when space is short. It is focusable for the keyboard. */
export const Scroll = styled('div')({
  overflow: 'auto',
  maxHeight: '46vh',
  border: border.line,
  borderRadius: radius.box,
});

export const Table = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
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
    borderTop: border.faint,
    verticalAlign: 'middle',
  },
  '& td.wide': { maxWidth: 220, overflow: 'hidden' },
  '& td:last-child': { textAlign: 'end' },
  '& td.start:last-child': { textAlign: 'start' },
  '& small': { fontSize: textSize.hint, color: role.secondary, display: 'block' },
  '& small[data-wrong=true]': { color: role.danger },
});

export const Labelled = styled('label')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) 200px',
  alignItems: 'center',
  gap: 12,
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
});
