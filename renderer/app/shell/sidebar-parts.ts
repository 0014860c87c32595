import { styled } from '@mui/material/styles';
import { role } from '../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../ui/theme/tokens';
import { NARROW } from '../start/narrow';

/** The parts of the sidebar. Under 1100 px its labels are hidden visually, but not from screen readers. */
export const wordsHidden = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;

export const SidebarFrame = styled('aside')({
  display: 'flex',
  flexDirection: 'column',
  minHeight: 0,
  // Visually hidden elements scroll with this area. Without it, they would extend the window.
  position: 'relative',
  overflowY: 'auto',
  padding: '16px 12px',
  background: role.surface,
  borderInlineEnd: border.line,
  [NARROW]: { padding: '16px 10px' },
});

export const Brand = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  padding: '0 8px 16px',
  fontSize: textSize.section,
  '& b': { fontWeight: 600, [NARROW]: wordsHidden },
  '& span': {
    flex: 'none',
    display: 'grid',
    placeItems: 'center',
    width: 28,
    height: 28,
    borderRadius: radius.control,
    background: role.accent,
    color: role.onAccent,
  },
  [NARROW]: { justifyContent: 'center', padding: '0 0 16px' },
});

export const Group = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  gap: 2,
  paddingBottom: 16,
  '& > span': {
    padding: '6px 8px',
    fontSize: textSize.hint,
    lineHeight: lineHeight.hint,
    fontWeight: 600,
    color: role.faint,
    [NARROW]: wordsHidden,
  },
  [NARROW]: {
    paddingBottom: 8,
    '& + &': { borderTop: border.line, paddingTop: 8 },
  },
});

const item = {
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  padding: '7px 8px',
  borderRadius: radius.control,
  color: role.secondary,
  fontWeight: 500,
  textDecoration: 'none',
  '& svg': { flex: 'none' },
  '&:hover': { background: role.chip, color: role.text },
  '&[aria-current=page]': { background: role.accentSoft, color: role.accentText, fontWeight: 600 },
  [NARROW]: { justifyContent: 'center', padding: '10px 8px', '& span': wordsHidden },
} as const;

export const Item = styled('a')(item);

/** Looks like the link of a page, and opens a dialog. */
export const ItemButton = styled('button')(item, {
  border: 0,
  background: 'none',
  font: 'inherit',
  fontWeight: 500,
  textAlign: 'start',
  cursor: 'pointer',
  position: 'relative',
});

/** A number at the end of an item. */
export const CountBadge = styled('span')({
  marginInlineStart: 'auto',
  minWidth: 20,
  padding: '2px 6px',
  border: border.forced,
  borderRadius: radius.round,
  background: role.careSoft,
  color: role.care,
  fontSize: textSize.hint,
  lineHeight: lineHeight.hint,
  fontWeight: 600,
  textAlign: 'center',
  fontVariantNumeric: 'tabular-nums',
  [NARROW]: { display: 'none' },
});

export const Foot = styled('div')({
  marginTop: 'auto',
  '& > div': {
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    paddingTop: 12,
    borderTop: border.line,
    color: role.secondary,
    fontSize: textSize.hint,
    whiteSpace: 'nowrap',
    '& svg': { flex: 'none' },
    [NARROW]: { flexDirection: 'column', '& > svg, & > span': wordsHidden },
  },
});

export const LockButton = styled('button')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 8,
  height: 30,
  marginInlineStart: 'auto',
  padding: '0 10px',
  border: border.line,
  borderRadius: radius.control,
  background: role.surface,
  color: role.text,
  fontSize: textSize.small,
  fontWeight: 550,
  cursor: 'pointer',
  '&:hover': { background: role.hover },
  [NARROW]: { marginInlineStart: 0, padding: '0 5px', '& span': wordsHidden },
});
