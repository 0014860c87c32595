import { styled } from '@mui/material/styles';
import type { ComponentProps } from 'react';
import { role } from '../../ui/theme/colour-roles';
import { Icon } from '../../ui/theme/icons';

const Box = styled('span')({
  position: 'relative',
  display: 'inline-grid',
  maxWidth: 200,
  '& svg': {
    position: 'absolute',
    insetInlineEnd: 8,
    top: 8,
    color: role.faint,
    pointerEvents: 'none',
  },
});

const Native = styled('select')({
  // The system's arrow sticks to the edge and looks like none of the others.
  appearance: 'none',
  width: '100%',
  height: 32,
  padding: '0 30px 0 10px',
  borderRadius: 8,
  border: `1px solid ${role.edge}`,
  background: role.surface,
  color: role.text,
  font: 'inherit',
  fontSize: 13,
  textOverflow: 'ellipsis',
});

/** The system's own list of choices: there may be hundreds of them in a dialog. */
export function Select(props: ComponentProps<'select'>) {
  return (
    <Box>
      <Native {...props} />
      <Icon name="open" size={16} />
    </Box>
  );
}
