import type { ComponentProps } from 'react';
import './row-controls.css';

/** The system's own check box in our colours. It needs a name: a label or `aria-label`. */
export function CheckBox(props: Omit<ComponentProps<'input'>, 'type' | 'className'>) {
  return <input type="checkbox" className="check-box" {...props} />;
}
