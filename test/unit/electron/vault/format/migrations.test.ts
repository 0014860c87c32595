import { describe, expect, it } from 'vitest';
import { FORMAT_VERSION, migrateKey } from '../../../../../electron/vault/format/migrations';
import { storedKey } from '../../../../support/sample-keys';

describe('migrations', () => {
  it('keep a key of the present version unchanged', () => {
    const key = storedKey(1, { owner: 'Ada', tags: ['crm'] });
    expect(migrateKey(key, FORMAT_VERSION)).toBe(key);
  });

  it('run one after another, each from the version of the file', () => {
    const ladder = {
      1: (key: unknown) => `${String(key)} → 2`,
      2: (key: unknown) => `${String(key)} → 3`,
    };
    expect(migrateKey('1', 1, ladder, 3)).toBe('1 → 2 → 3');
    expect(migrateKey('2', 2, ladder, 3)).toBe('2 → 3');
  });

  it('fail when one is missing', () => {
    expect(() => migrateKey('1', 1, {}, 2)).toThrow('no migration from version 1');
  });

  it('give a key of version 1 the fields of version 2', () => {
    const { record, ...rest } = storedKey(1);
    const {
      secretCreatedAt: _,
      owner: _o,
      tags: _t,
      rotateEvery: _r,
      compromised: _c,
      ...earlier
    } = record;
    expect(migrateKey({ ...rest, record: earlier }, 1)).toEqual({ ...rest, record });
  });

  it.each([null, 'text', [], {}, { record: null }, { record: 'x' }])(
    'leave %j as it is, which is no key',
    (junk) => {
      expect(migrateKey(junk, 1)).toEqual(junk);
    },
  );
});
