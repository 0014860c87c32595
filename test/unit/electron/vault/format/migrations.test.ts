import { describe, expect, it } from 'vitest';
import { FORMAT_VERSION, migrate } from '../../../../../electron/vault/format/migrations';

describe('the ladder of migrations', () => {
  it('leaves a file of the present version as it is', () => {
    const file = { version: FORMAT_VERSION };
    expect(migrate(file, FORMAT_VERSION)).toBe(file);
  });

  it('climbs one rung after another, each from where it is', () => {
    const ladder = {
      1: (file: unknown) => `${String(file)} → 2`,
      2: (file: unknown) => `${String(file)} → 3`,
    };
    expect(migrate('1', 1, ladder, 3)).toBe('1 → 2 → 3');
    expect(migrate('2', 2, ladder, 3)).toBe('2 → 3');
  });

  it('does not skip a rung that is missing', () => {
    expect(() => migrate('1', 1, {}, 2)).toThrow('no migration from version 1');
  });
});
