import { styled } from '@mui/material/styles';
import { role } from '../theme/colour-roles';
import { border, radius } from '../theme/tokens';

/** A filter that is not set. Its dashed edge shows that it can be added. */
export const FilterButton = styled('button')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  height: 36,
  padding: '0 12px',
  border: border.invite,
  borderRadius: radius.control,
  background: 'transparent',
  color: role.secondary,
  fontWeight: 500,
  whiteSpace: 'nowrap',
  cursor: 'pointer',
  '&:hover': { color: role.text, background: role.surface },
});

export const ActiveFilter = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  height: 36,
  maxWidth: 340,
  borderRadius: radius.control,
  background: role.accentSoft,
  color: role.accentText,
  '& button': {
    height: '100%',
    border: 0,
    borderRadius: radius.control,
    background: 'none',
    fontWeight: 500,
    cursor: 'pointer',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '& > span': {
    padding: '0 4px 0 12px',
    fontWeight: 500,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '& button:first-of-type:not(:last-of-type)': { padding: '0 4px 0 12px' },
  '& button:last-of-type': {
    display: 'grid',
    placeItems: 'center',
    flex: 'none',
    width: 28,
    padding: 0,
  },
  '& button:hover': { textDecoration: 'underline', textUnderlineOffset: 3 },
});
