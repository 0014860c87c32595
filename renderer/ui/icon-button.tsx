import { styled } from '@mui/material/styles';
import type { ComponentProps } from 'react';
import { role } from './colour-roles';
import { Icon } from './icons';
import type { IconName } from './icons';

const Square = styled('button')({
  width: 28,
  height: 28,
  padding: 0,
  border: 0,
  borderRadius: 6,
  display: 'inline-grid',
  placeItems: 'center',
  flex: 'none',
  background: 'transparent',
  color: role.secondary,
  cursor: 'pointer',
  '&:hover': { background: role.chip, color: role.text },
  '&:disabled': { color: role.line, cursor: 'default', background: 'transparent' },
});

/** A 28 px button that is only an icon. Its name is heard, and read in the tooltip (see `tip-layer.tsx`). */
export function IconButton({
  icon,
  label,
  tip = label,
  ...rest
}: { icon: IconName; label: string; tip?: string } & Omit<ComponentProps<'button'>, 'children'>) {
  return (
    <Square type="button" aria-label={label} data-tip={tip} {...rest}>
      <Icon name={icon} />
    </Square>
  );
}
