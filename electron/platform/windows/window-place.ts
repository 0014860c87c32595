/** A rectangle in device-independent pixels, on the plane that all displays share. */
export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowPlace extends Rectangle {
  maximised: boolean;
}

/** The window's place for each arrangement of displays, the latest last. */
export type WindowPlaces = Record<string, WindowPlace>;

const FARTHEST = 100_000;
const LONGEST_ARRANGEMENT = 500;

const MAX_ARRANGEMENTS = 8;
/** How much of the window must be on a display, so that it can be grabbed and moved. */
const GRIP = { width: 160, height: 40 };

/** The remembered places; empty when any is invalid. */
export function windowPlacesOf(stored: unknown): WindowPlaces {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return {};
  const isUnderstood = Object.entries(stored).every(
    ([arrangement, place]) => arrangement.length <= LONGEST_ARRANGEMENT && isPlace(place),
  );
  return isUnderstood ? (stored as WindowPlaces) : {};
}

function isPlace(value: unknown): value is WindowPlace {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height, maximised } = value as Record<keyof WindowPlace, unknown>;
  return (
    [x, y, width, height].every(isNear) &&
    Number(width) >= 1 &&
    Number(height) >= 1 &&
    typeof maximised === 'boolean'
  );
}

const isNear = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= FARTHEST;

/** Chromium's limits: a quarter to five times the size. */
const FARTHEST_ZOOM_LEVEL = 9;

/** The zoom level; 0, the normal size, when it is invalid. */
export const zoomLevelOf = (stored: unknown): number =>
  typeof stored === 'number' && Math.abs(stored) <= FARTHEST_ZOOM_LEVEL ? stored : 0;

/**
 * A key for the arrangement of displays, independent of their order: a laptop's differs between desk and
 * train.
 */
export const arrangementOf = (displays: readonly Rectangle[]): string =>
  displays
    .map(({ x, y, width, height }) => `${width}x${height}@${x},${y}`)
    .toSorted()
    .join(' ');

/**
 * Where to place the window.
 *
 * @param areas the work area of each display
 * @returns null when no place is known, or when it is on no display any more
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

/** Whether enough of the title bar is on the display. */
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
  return Object.fromEntries([...others.slice(1 - MAX_ARRANGEMENTS), [arrangement, at]]);
}
