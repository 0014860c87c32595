import type { ComponentProps } from 'react';
import { Icon } from '../theme/icons';
import type { IconName } from '../theme/icons';
import './row-controls.css';

/**
 * A 28 px button that is only an icon. The label is its accessible name and its tooltip (see
 * `tip-layer.tsx`). MUI's `IconButton` would add 1 kB gzip to the first script, and takes about 20
 * times as long to render (docs/performance.md).
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
