import type { ComponentProps } from 'react';
import './row-controls.css';

/**
 * The system's own check box in our colours. It needs a name: a label or `aria-label`. MUI's
 * `Checkbox` would add 3.4 kB gzip to the first script, and takes about 70 times as long to render
 * (docs/performance.md).
 */
export function CheckBox(props: Omit<ComponentProps<'input'>, 'type' | 'className'>) {
  return <input type="checkbox" className="check-box" {...props} />;
}
