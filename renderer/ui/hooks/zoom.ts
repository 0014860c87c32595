import type { Zoom } from '../../../shared/app/app-command';
import { hasPrimary } from './shortcut';

const SIGNS: Readonly<Record<string, Zoom>> = {
  '+': 'in',
  '=': 'in',
  '-': 'out',
  _: 'out',
  '0': 'actual-size',
};
/** The physical keys of the zoom signs, for layouts that type something else there. */
const PLACES: Readonly<Record<string, Zoom>> = {
  Equal: 'in',
  Minus: 'out',
  Digit0: 'actual-size',
};

/**
 * The zoom of a key press, by any key with the sign, including the number pad; null for other keys.
 */
export function zoomOf(pressed: KeyboardEvent): Zoom | null {
  if (!hasPrimary(pressed)) return null;
  const writesOtherwise = pressed.key.length === 1 && !/^[ -~]$/.test(pressed.key);
  // Without Num Lock this key is Insert, which must not zoom.
  if (pressed.code === 'Numpad0') return 'actual-size';
  return SIGNS[pressed.key] ?? (writesOtherwise ? PLACES[pressed.code] : null) ?? null;
}
