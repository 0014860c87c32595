import type { Zoom } from '../../../shared/app/app-command';
import { hasPrimary } from './shortcut';

const SIGNS: Readonly<Record<string, Zoom>> = {
  '+': 'in',
  '=': 'in',
  '-': 'out',
  _: 'out',
  '0': 'actual-size',
};
/** Where they are on the number row of every keyboard, when the layout writes something else there. */
const PLACES: Readonly<Record<string, Zoom>> = {
  Equal: 'in',
  Minus: 'out',
  Digit0: 'actual-size',
};

/** How a key press zooms, whichever key has the sign, the number pad included; null when it does not. */
export function zoomOf(pressed: KeyboardEvent): Zoom | null {
  if (!hasPrimary(pressed)) return null;
  const writesOtherwise = pressed.key.length === 1 && !/^[ -~]$/.test(pressed.key);
  // Without its numbers it is Insert, which every keyboard has elsewhere, too.
  if (pressed.code === 'Numpad0') return 'actual-size';
  return SIGNS[pressed.key] ?? (writesOtherwise ? PLACES[pressed.code] : null) ?? null;
}
