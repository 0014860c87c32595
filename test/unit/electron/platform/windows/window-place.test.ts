import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arrangementOf,
  placeOn,
  remembering,
  windowPlacesOf,
} from '../../../../../electron/platform/windows/window-place';

const laptop = { x: 0, y: 0, width: 1440, height: 900 };
const desk = { x: 1440, y: -200, width: 2560, height: 1440 };
const at = (x: number, y: number, width = 1000, height = 700) => ({
  x,
  y,
  width,
  height,
  maximised: false,
});

describe('the window place', () => {
  test('is remembered for each arrangement of displays, in any order', () => {
    expect(arrangementOf([laptop, desk])).toBe(arrangementOf([desk, laptop]));
    const both = arrangementOf([laptop, desk]);
    const alone = arrangementOf([laptop]);
    let places = remembering({}, both, at(2000, 0));
    places = remembering(places, alone, at(10, 20));
    expect(placeOn(places, both, [laptop, desk])).toEqual(at(2000, 0));
    expect(placeOn(places, alone, [laptop])).toEqual(at(10, 20));
    expect(placeOn(places, 'unknown', [laptop])).toBeNull();
  });

  test('is dropped for the oldest arrangements', () => {
    let places = {};
    for (let number = 0; number < 20; number += 1) {
      places = remembering(places, `arrangement ${number}`, at(number, 0));
    }
    expect(Object.keys(places)).toHaveLength(8);
    expect(Object.keys(places).at(-1)).toBe('arrangement 19');
  });

  test.each([
    ['right of every display', at(5000, 100)],
    ['above', at(100, -2000)],
    ['below', at(100, 890)],
    ['a hair of it left', at(1435, 100)],
  ])('is not used when it is %s', (_where, place) => {
    const places = remembering({}, arrangementOf([laptop]), place);
    expect(placeOn(places, arrangementOf([laptop]), [laptop])).toBeNull();
  });

  test('always leaves enough of the window within reach', () => {
    const coordinate = fc.integer({ min: -6000, max: 6000 });
    const length = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(coordinate, coordinate, length, length, (x, y, width, height) => {
        const areas = [laptop, desk];
        const key = arrangementOf(areas);
        const place = placeOn(remembering({}, key, at(x, y, width, height)), key, areas);
        if (place === null) return;
        const reachable = areas.some((area) => {
          const across =
            Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
          return (
            across >= Math.min(160, place.width) &&
            place.y >= area.y &&
            place.y <= area.y + area.height - 40
          );
        });
        expect(reachable).toBe(true);
      }),
    );
  });

  test('an edited preferences file is validated', () => {
    for (const stored of [undefined, null, 'x', { a: { x: 'left' } }, { a: at(0, 0, 0, 0) }]) {
      expect(windowPlacesOf(stored)).toEqual({});
    }
  });
});
