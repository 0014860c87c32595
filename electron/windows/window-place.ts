import { z } from 'zod';

/** A rectangle in device-independent pixels, on the plane that all displays share. */
export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

const whole = z.number().int().min(-100_000).max(100_000);
const place = z.object({
  x: whole,
  y: whole,
  width: whole.min(1),
  height: whole.min(1),
  maximised: z.boolean(),
});

/** Where the window was, for each arrangement of displays it was seen on; the latest last. */
export const windowPlaces = z.record(z.string().max(500), place);
export type WindowPlaces = z.infer<typeof windowPlaces>;
export type WindowPlace = z.infer<typeof place>;

const MOST_ARRANGEMENTS = 8;
/** So much of the window must be on a display that it can be taken hold of and moved. */
const GRIP = { width: 160, height: 40 };

/** The displays as they stand now, whatever their order: a laptop at a desk is another arrangement than on a train. */
export const arrangementOf = (displays: readonly Rectangle[]): string =>
  displays
    .map(({ x, y, width, height }) => `${width}x${height}@${x},${y}`)
    .toSorted()
    .join(' ');

/**
 * Where to put the window.
 *
 * @param areas what of each display programs may use
 * @returns null when nothing is known, or when its place is on no display any more
 */
export function placeOn(
  places: WindowPlaces,
  arrangement: string,
  areas: readonly Rectangle[],
): WindowPlace | null {
  const known = places[arrangement];
  if (known === undefined) return null;
  const area = areas.find((each) => isReachable(known, each));
  if (area === undefined) return null;
  const width = Math.min(known.width, area.width);
  const height = Math.min(known.height, area.height);
  return {
    width,
    height,
    x: Math.max(Math.min(known.x, area.x + area.width - GRIP.width), area.x - width + GRIP.width),
    y: Math.max(known.y, area.y),
    maximised: known.maximised,
  };
}

/** The title bar, or enough of it, is on the display. */
function isReachable(window: Rectangle, area: Rectangle): boolean {
  const across =
    Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const top = window.y >= area.y - GRIP.height && window.y <= area.y + area.height - GRIP.height;
  return across >= Math.min(GRIP.width, window.width) && top;
}

export function remembering(
  places: WindowPlaces,
  arrangement: string,
  at: WindowPlace,
): WindowPlaces {
  const others = Object.entries(places).filter(([key]) => key !== arrangement);
  return Object.fromEntries([...others.slice(1 - MOST_ARRANGEMENTS), [arrangement, at]]);
}
