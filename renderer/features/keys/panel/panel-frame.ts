import { styled } from '@mui/material/styles';
import { cardHeading } from '../../../ui/layout/card';
import { role } from '../../../ui/theme/colour-roles';
import { MONO } from '../../../ui/theme/fonts';
import { border, lineHeight, radius, textSize, width } from '../../../ui/theme/tokens';
import { chipLooks, statusLooks } from '../table/looks';
import { BESIDE } from './split';

/** The details of a key: over the right part of the list, or beside it in a wide window. */
export const PanelFrame = styled('aside')({
  position: 'absolute',
  insetBlock: 0,
  insetInlineEnd: 0,
  zIndex: 1,
  flex: 'none',
  width: width.panel,
  maxWidth: '100%',
  overflowY: 'auto',
  background: role.surface,
  border: border.line,
  borderRadius: radius.card,
  boxShadow: role.shadow,
  overflowWrap: 'anywhere',
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
  animation: 'panel-in 140ms ease-out',
  '@keyframes panel-in': { from: { opacity: 0, transform: 'translateX(8px)' } },
  [BESIDE]: { position: 'relative', boxShadow: 'none' },

  '& > *': { padding: '12px 16px' },
  '& > * + *': { borderTop: border.faint },
  '& h3': {
    margin: 0,
    marginBottom: 4,
    fontSize: textSize.hint,
    lineHeight: lineHeight.hint,
    fontWeight: 550,
    color: role.secondary,
  },
  '& ul, & ol': { margin: 0, padding: 0, listStyle: 'none' },
  '& a': { color: role.accentText },
  '& .hint': { fontFamily: MONO, fontSize: textSize.hint, color: role.faint },
  '& .soon': { color: role.care, fontWeight: 550 },
  '& .quiet': { color: role.faint },
  ...chipLooks,
  '& .chips': { display: 'flex', flexWrap: 'wrap', gap: 4, marginTop: 6 },
  '& .chips > .chip': { maxWidth: '100%' },
  ...statusLooks,
  '& .status': { ...statusLooks['& .status'], whiteSpace: 'nowrap' },
});

export const PanelHead = styled('header')({
  // The name and the actions stay while the rest scrolls.
  position: 'sticky',
  top: 0,
  zIndex: 1,
  background: role.surface,
  '& > div:first-of-type': { display: 'flex', alignItems: 'flex-start', gap: 8 },
  '& h2': {
    ...cardHeading,
    fontSize: textSize.heading,
    lineHeight: lineHeight.heading,
    // A name of any length leaves the buttons in sight.
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 3,
    overflow: 'hidden',
  },
  '& .icon-button': { marginInlineStart: 'auto', marginTop: -2 },
});

export const PanelButtons = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 8,
  marginTop: 10,
});

/** Names of facts on the left, their values on the right. */
export const Facts = styled('dl')({
  display: 'grid',
  gridTemplateColumns: '104px minmax(0, 1fr)',
  gap: '4px 12px',
  '& dt': { color: role.secondary },
  '& dd': { color: role.text, whiteSpace: 'pre-line' },
});

/** One line for each event or finding. */
export const Lines = styled('ul')({
  display: 'grid',
  gap: 4,
  marginBottom: '6px !important',
  '& > li': { display: 'flex', gap: 12 },
  '& > li > span:first-of-type': { flex: 1, minWidth: 0 },
  '& time': { flex: 'none', color: role.secondary },
  '& svg': { flex: 'none', marginTop: 1 },
  '& [data-severity=high]': { color: role.danger },
  '& [data-severity=medium]': { color: role.care },
  '& [data-severity=low]': { color: role.secondary },
});
