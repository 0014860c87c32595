import { describe, expect, it } from 'vitest';
import { FORMAT_VERSION, migrate } from '../../../../../electron/vault/format/migrations';

describe('migrations', () => {
  it('keep a file of the present version unchanged', () => {
    const file = { version: FORMAT_VERSION };
    expect(migrate(file, FORMAT_VERSION)).toBe(file);
  });

  it("run one after another, each from the file's version", () => {
    const ladder = {
      1: (file: unknown) => `${String(file)} → 2`,
      2: (file: unknown) => `${String(file)} → 3`,
    };
    expect(migrate('1', 1, ladder, 3)).toBe('1 → 2 → 3');
    expect(migrate('2', 2, ladder, 3)).toBe('2 → 3');
  });

  it('fail when one is missing', () => {
    expect(() => migrate('1', 1, {}, 2)).toThrow('no migration from version 1');
  });
});
