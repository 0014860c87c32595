import type { ComponentProps } from 'react';
import { Icon } from '../theme/icons';
import type { IconName } from '../theme/icons';
import './row-controls.css';

/**
 * A 28 px button that is only an icon. Its name is heard, and read in the tooltip (see `tip-layer.tsx`). MUI's `IconButton`
 * would add 1 kB gzip to the first script, and the sixty of a table render over twenty times as slowly.
 */
export function IconButton({
  icon,
  label,
  tip = label,
  ...rest
}: { icon: IconName; label: string; tip?: string } & Omit<ComponentProps<'button'>, 'children'>) {
  return (
    <button type="button" className="icon-button" aria-label={label} data-tip={tip} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
