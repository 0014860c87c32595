import { role } from '../../../ui/theme/colour-roles';
import { border, radius, textSize } from '../../../ui/theme/tokens';

/** Permissions as chips, in the table and in the details of a key. */
export const chipLooks = {
  '& .chips': { display: 'flex', gap: 4, minWidth: 0 },
  '& .chip': {
    flex: '0 1 auto',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    padding: '0 7px',
    borderRadius: radius.small,
    fontSize: textSize.hint,
    background: role.chip,
    color: role.secondary,
  },
  '& .chip:first-of-type': { flexShrink: 0, maxWidth: 'calc(100% - 36px)' },
  '& .chip:only-child': { maxWidth: '100%' },
  '& .chip.write': { background: role.chipWrite, color: role.accentText, fontWeight: 550 },
  '& .chip.everything': { color: role.text, fontWeight: 550 },
  '& .chip.full': { background: role.dangerSoft, color: role.danger, fontWeight: 600 },
};

/** The status as a dot and a word. */
export const statusLooks = {
  '& .status': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 6,
    padding: '1px 9px 1px 7px',
    borderRadius: radius.card,
    fontWeight: 550,
    '& i': { width: 8, height: 8, borderRadius: radius.round, border: border.dot },
  },
  '& .status.active': {
    color: role.good,
    background: role.goodSoft,
    '& i': { background: 'currentColor' },
  },
  '& .status.inactive': { color: role.secondary, background: role.chip },
};
