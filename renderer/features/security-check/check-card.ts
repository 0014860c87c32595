import { styled } from '@mui/material/styles';
import { Card, cardHeading } from '../../ui/layout/card';
import { role } from '../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../ui/theme/tokens';

/** A section of the page: a heading, and rows between hairlines. */
export const CheckCard = styled(Card)({
  '& > h2': { ...cardHeading, padding: '14px 20px 10px' },
  '& > p': { padding: '0 20px 16px', fontSize: textSize.small, color: role.secondary },
  '& > ul': { margin: 0, padding: 0, listStyle: 'none' },
});

export const CheckRow = styled('li')({
  // Visually hidden elements stay inside. Without it, they would extend the page.
  position: 'relative',
  display: 'grid',
  gridTemplateColumns: 'auto minmax(0, 1fr) auto',
  alignItems: 'center',
  gap: '4px 14px',
  padding: '12px 20px',
  borderTop: border.faint,
  '& > div': { minWidth: 0 },
  '& h2, & h3': {
    margin: 0,
    fontSize: textSize.body,
    lineHeight: lineHeight.body,
    fontWeight: 550,
    overflowWrap: 'anywhere',
  },
  '& p': { fontSize: textSize.small, color: role.secondary, overflowWrap: 'anywhere' },
  // In a narrow window, the advice is below the finding.
  '@media (max-width: 700px)': {
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    '& > :nth-child(3)': { gridColumn: 2, justifySelf: 'start', marginTop: 4 },
  },
});

/** The severity as a visual mark. The words beside it say it too. */
export const Mark = styled('span')<{ 'data-tone': 'care' | 'calm' | 'quiet' | 'good' }>({
  display: 'grid',
  placeItems: 'center',
  alignSelf: 'start',
  width: 28,
  height: 28,
  borderRadius: radius.control,
  '&[data-tone=care]': { background: role.careSoft, color: role.care },
  '&[data-tone=calm]': { background: role.accentSoft, color: role.accentText },
  '&[data-tone=quiet]': { background: role.chip, color: role.secondary },
  '&[data-tone=good]': { background: role.goodSoft, color: role.good },
});

/** A link or a button that leads to the place where the finding can be fixed. */
const rowAction = {
  display: 'inline-flex',
  alignItems: 'center',
  height: 30,
  padding: '0 10px',
  border: border.line,
  borderRadius: radius.control,
  background: role.surface,
  color: role.text,
  fontSize: textSize.small,
  fontWeight: 500,
  textDecoration: 'none',
  whiteSpace: 'nowrap',
  cursor: 'pointer',
  '&:hover': { background: role.hover },
} as const;

export const RowLink = styled('a')(rowAction);
export const RowButton = styled('button')(rowAction);
