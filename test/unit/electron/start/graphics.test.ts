import { describe, expect, it } from 'vitest';
import { isWithoutGraphics, rememberGraphics } from '../../../../electron/start/graphics';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-12T09:00:00.000Z');

/** A store, and how often it was written. */
function storeWith(at: unknown) {
  const kept = { at, writes: 0 };
  return {
    kept,
    recall: () => kept.at,
    remember: (_name: string, value: unknown) => {
      kept.at = value;
      kept.writes += 1;
    },
  };
}

describe('a computer without a graphics card', () => {
  it('is not looked for one at each start, but again after a day', () => {
    const store = storeWith(undefined);
    rememberGraphics({ gpu_compositing: 'disabled_software' }, store, NOW);
    expect(isWithoutGraphics(store.kept.at, NOW)).toBe(true);
    expect(isWithoutGraphics(store.kept.at, NOW + 23 * HOUR)).toBe(true);
    expect(isWithoutGraphics(store.kept.at, NOW + 24 * HOUR)).toBe(false);
  });

  it('may get one', () => {
    const store = storeWith(new Date(NOW).toISOString());
    rememberGraphics({ gpu_compositing: 'enabled' }, store, NOW);
    expect(store.kept.at).toBe(null);
    expect(isWithoutGraphics(store.kept.at, NOW)).toBe(false);
  });

  it('is the only one of which anything is kept', () => {
    for (const nothing of [undefined, null]) {
      const store = storeWith(nothing);
      rememberGraphics({ gpu_compositing: 'enabled_on' }, store, NOW);
      expect(store.kept.writes).toBe(0);
    }
  });

  it('is not believed in for what is not understood, or said to be tomorrow', () => {
    const tomorrow = new Date(NOW + HOUR).toISOString();
    for (const at of [undefined, null, 7, 'soon', {}, tomorrow]) {
      expect(isWithoutGraphics(at, NOW)).toBe(false);
    }
  });
});
