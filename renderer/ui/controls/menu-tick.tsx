import { styled } from '@mui/material/styles';
import { Icon } from '../theme/icons';
import { role } from '../theme/colour-roles';
import { border, radius } from '../theme/tokens';

const Box = styled('span')({
  display: 'grid',
  placeItems: 'center',
  flex: 'none',
  width: 16,
  height: 16,
  borderRadius: radius.tick,
  border: border.edge,
  // Not a transparent colour, which forced colours replace.
  '& > svg': { visibility: 'hidden' },
  '[aria-checked=true] > &': {
    background: role.accent,
    borderColor: role.accent,
    color: role.onAccent,
    '& > svg': { visibility: 'visible' },
  },
});

/** The tick of a menu item that can be chosen; the item itself has `aria-checked`. */
export function Tick() {
  return (
    <Box aria-hidden="true">
      <Icon name="check" size={14} />
    </Box>
  );
}
