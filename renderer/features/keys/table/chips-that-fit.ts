import { SANS } from '../../../ui/theme/fonts';
import { lazy } from '../../../../shared/lib/lazy';
import type { ScopeChip } from './row-texts';

/** Pixels, as in `table-frame.ts`: the padding of a chip, and the gap between two chips. */
const PADDING = 14;
const GAP = 4;
/** The width of `+9`. `+19` is slightly wider; the last chip shrinks for it. */
const MORE = 34;
const SIZE = 12;
const WEIGHTS = { full: 600, write: 550, everything: 550, read: 400 } as const;

/**
 * How many chips fit in a row, at least one. If not all fit, `+N` follows them. The text is
 * measured on a canvas, because asking the page for each width would force a layout for every row.
 *
 * @param room in pixels
 */
export function chipsThatFit(chips: readonly ScopeChip[], room: number): number {
  const widths = chips.map(widthOf);
  const all = widths.reduce((sum, width) => sum + width + GAP, -GAP);
  if (all <= room) return chips.length;
  let used = MORE;
  let fitting = 0;
  for (const width of widths) {
    used += width + GAP;
    if (used > room) break;
    fitting += 1;
  }
  return Math.max(1, fitting);
}

const known = new Map<string, number>();

function widthOf({ text, look }: ScopeChip): number {
  const weight = WEIGHTS[look];
  const name = `${weight} ${text}`;
  const measured = known.get(name);
  if (measured !== undefined) return measured;
  const width = Math.ceil(measure(text, weight)) + PADDING;
  known.set(name, width);
  return width;
}

const pen = lazy(() => document.createElement('canvas').getContext('2d'));

function measure(text: string, weight: number): number {
  const context = pen();
  if (!context) return text.length * 6.5;
  context.font = `${weight} ${SIZE}px ${SANS}`;
  return context.measureText(text).width;
}
