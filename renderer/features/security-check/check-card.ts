import { styled } from '@mui/material/styles';
import { role } from '../../ui/theme/colour-roles';

/** A section of the page: a heading, and rows between hairlines. */
export const CheckCard = styled('section')({
  background: role.surface,
  border: `1px solid ${role.line}`,
  borderRadius: 12,
  '& > h2': {
    padding: '14px 20px 10px',
    fontSize: 14,
    lineHeight: '20px',
    fontWeight: 600,
  },
  '& > p': { padding: '0 20px 16px', fontSize: 13, color: role.secondary },
  '& > ul': { margin: 0, padding: 0, listStyle: 'none' },
});

export const CheckRow = styled('li')({
  // Else what is hidden from the eye lies somewhere below the page.
  position: 'relative',
  display: 'grid',
  gridTemplateColumns: 'auto minmax(0, 1fr) auto',
  alignItems: 'center',
  gap: '4px 14px',
  padding: '12px 20px',
  borderTop: `1px solid ${role.faintLine}`,
  '& > div': { minWidth: 0 },
  '& h3': { margin: 0, fontSize: 14, lineHeight: '20px', fontWeight: 550 },
  '& p': { fontSize: 13, color: role.secondary },
  // Where it is narrow, what to do stands below what it is about.
  '@media (max-width: 700px)': {
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    '& > :nth-child(3)': { gridColumn: 2, justifySelf: 'start', marginTop: 4 },
  },
});

/** How much it matters, for the eye; the words beside it say it for everybody. */
export const Mark = styled('span')<{ 'data-tone': 'care' | 'calm' | 'quiet' | 'good' }>({
  display: 'grid',
  placeItems: 'center',
  alignSelf: 'start',
  width: 28,
  height: 28,
  borderRadius: 8,
  '&[data-tone=care]': { background: role.careSoft, color: role.care },
  '&[data-tone=calm]': { background: role.accentSoft, color: role.accentText },
  '&[data-tone=quiet]': { background: role.chip, color: role.secondary },
  '&[data-tone=good]': { background: role.goodSoft, color: role.good },
});

/** A link or a button that leads to where something can be done. */
const rowAction = {
  display: 'inline-flex',
  alignItems: 'center',
  height: 30,
  padding: '0 10px',
  border: `1px solid ${role.line}`,
  borderRadius: 8,
  background: role.surface,
  color: role.text,
  fontSize: 13,
  fontWeight: 500,
  textDecoration: 'none',
  whiteSpace: 'nowrap',
  cursor: 'pointer',
  '&:hover': { background: role.hover },
} as const;

export const RowLink = styled('a')(rowAction);
export const RowButton = styled('button')(rowAction);
