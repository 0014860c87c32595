import Table from '@mui/material/Table';
import { styled } from '@mui/material/styles';
import { Card } from '../../../ui/layout/card';
import { role } from '../../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../../ui/theme/tokens';
import { MONO } from '../../../ui/theme/fonts';
import { BESIDE } from '../panel/split';
import { chipLooks, statusLooks } from './looks';

export const CELL_PADDING = 6;
export const ROW_HEIGHT = 56;
export const HEAD_HEIGHT = 42;
/** The name column is too narrow for a sentence. */
const NARROW_WINDOW = '@media (max-width: 1100px)';

/** The card of the table. It scrolls in both directions if necessary. */
export const ScrollingCard = styled(Card)({
  flex: 1,
  minHeight: 240,
  overflow: 'auto',
  scrollPaddingTop: HEAD_HEIGHT,
  contain: 'strict',
  containerType: 'inline-size',
});

/**
 * MUI's table with the styles of everything in it. The cells of the body are plain elements with
 * class names: as MUI components they would take longer than the rest of a search.
 */
export const TableFrame = styled(Table)({
  tableLayout: 'fixed',
  borderCollapse: 'separate',
  borderSpacing: 0,
  fontVariantNumeric: 'tabular-nums',

  '& th.MuiTableCell-root': {
    position: 'sticky',
    top: 0,
    zIndex: 2,
    height: HEAD_HEIGHT,
    padding: `0 ${CELL_PADDING}px`,
    background: role.surface,
    borderBottom: border.line,
    color: role.secondary,
    fontSize: textSize.small,
    lineHeight: lineHeight.body,
    fontWeight: 600,
    whiteSpace: 'nowrap',
  },
  '& td': {
    height: ROW_HEIGHT,
    padding: `0 ${CELL_PADDING}px`,
    borderBottom: border.faint,
    color: role.secondary,
    fontSize: textSize.small,
    lineHeight: lineHeight.body,
    verticalAlign: 'middle',
    whiteSpace: 'nowrap',
  },
  // These cells stay in sight while the table scrolls sideways, where it is wide enough for that.
  '&[data-sideways=true]': {
    '@media (min-width: 720px)': {
      '& th.select, & td.select, & [data-column=name], & [data-column=actions]': {
        position: 'sticky',
      },
      '& th.select, & td.select': { left: 0 },
      '& td.select, & td[data-column=name], & td[data-column=actions]': { zIndex: 1 },
      '& tr[data-selected=false]:not(:hover, [aria-current=true]) > :is(.select, [data-column=name], [data-column=actions])':
        {
          background: role.surface,
        },
      '& th.select, & th[data-column=name], & th[data-column=actions]': { zIndex: 3 },
      '& [data-column=name]': { left: 38, borderInlineEnd: border.faint },
      '& [data-column=actions]': { right: 0, borderInlineStart: border.faint },
    },
  },
  '& tr.group > td': { background: role.ground },
  '& tr.group button': {
    position: 'sticky',
    left: 8,
    display: 'inline-flex',
    alignItems: 'center',
    gap: 8,
    height: 32,
    padding: '0 8px',
    border: 0,
    borderRadius: radius.small,
    background: 'none',
    color: role.text,
    fontWeight: 600,
    cursor: 'pointer',
    '& small': { color: role.secondary, fontSize: textSize.small, fontWeight: 400 },
  },
  '& td .text': { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis' },
  '& td.space': { height: 0, padding: 0, border: 0 },
  '& tr:hover > td:not(.space)': { background: role.hover },
  '& tr[data-selected=true] > td, & tr[data-selected=true]:hover > td:not(.space)': {
    background: role.accentSoft,
    borderBottomColor: `color-mix(in srgb, ${role.accent} 20%, transparent)`,
  },
  // The row whose details are shown.
  '& tr[aria-current=true] > td, & tr[aria-current=true]:hover > td:not(.space)': {
    background: role.accentSoft,
  },
  // Beside the details there is less room; what gives way is in the details.
  [BESIDE]: {
    '[data-details=open] &': {
      '@container (max-width: 899px)': {
        minWidth: 0,
        '& [data-column=createdAt], & [data-column=lastUsedAt]': { display: 'none' },
      },
      '@container (max-width: 599px)': { '& [data-column=scopes]': { display: 'none' } },
    },
  },
  '& tr:focus-visible': { outlineOffset: -2 },
  // Also among selected rows, which have the same background.
  '& tr:is([data-marked=true], [aria-current=true]) > td:first-of-type': {
    boxShadow: `inset 3px 0 ${role.accent}`,
  },
  '& th.select.MuiTableCell-root, & td.select': { paddingInline: '14px 8px' },
  '& .select input': { display: 'inline-grid', verticalAlign: 'middle' },

  '& .name': { fontSize: textSize.body, fontWeight: 600, color: role.text },
  '& .hint': {
    display: 'block',
    fontFamily: MONO,
    fontSize: textSize.hint,
    lineHeight: lineHeight.hint,
    color: role.faint,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },

  '& .states': {
    display: 'flex',
    gap: 8,
    maxWidth: '100%',
    borderRadius: radius.tick,
    fontSize: textSize.hint,
    lineHeight: lineHeight.hint,
    fontWeight: 550,
    overflow: 'hidden',
    '& > span': { display: 'flex', alignItems: 'center', gap: 4, minWidth: 12 },
    '& > span > span': { overflow: 'hidden', textOverflow: 'ellipsis' },
    // The first note matters most; of the others at least the icon stays.
    '& > span:first-of-type': { flexShrink: 0, maxWidth: 'calc(100% - 20px)' },
    '& > span:only-child': { maxWidth: '100%' },
    '& svg': { flex: 'none' },
    '& .narrow': { display: 'none' },
    [NARROW_WINDOW]: { '& .roomy': { display: 'none' }, '& .narrow': { display: 'inline' } },
    '& > .care': { color: role.care },
    '& > .calm': { color: role.secondary, fontWeight: 400 },
  },

  ...chipLooks,
  // Reading and writing differ in a selected row too, whose background has the blue of a write chip
  // elsewhere.
  '& tr:is([data-selected=true], [aria-current=true]) .chip:is(.read, .everything)': {
    background: role.surface,
  },
  '& tr:is([data-selected=true], [aria-current=true]) .chip.write': {
    background: role.chipWriteSelected,
  },
  '& .chip.more': {
    flex: 'none',
    lineHeight: lineHeight.small,
    background: 'transparent',
    border: border.line,
  },

  ...statusLooks,
  '& .reason': {
    display: 'block',
    margin: '2px 0 0 8px',
    fontSize: textSize.hint,
    lineHeight: lineHeight.hint,
    color: role.faint,
  },
  '& .soon': { color: role.care, fontWeight: 550 },
  '& .actions': { display: 'flex', justifyContent: 'flex-end', gap: 0 },
});
