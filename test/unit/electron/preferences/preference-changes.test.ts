import { describe, expect, it } from 'vitest';
import { preferenceChanges } from '../../../../electron/preferences/preference-changes';
import { DEFAULT_PREFERENCES } from '../../../../shared/preferences/preferences';

describe('changes of preferences', () => {
  it('are not recorded when nothing changes, or only how the app looks', () => {
    expect(preferenceChanges(DEFAULT_PREFERENCES, DEFAULT_PREFERENCES)).toEqual([]);
    const looks = { ...DEFAULT_PREFERENCES, theme: 'dark', hideInactive: true };
    expect(preferenceChanges(DEFAULT_PREFERENCES, looks)).toEqual([]);
  });

  it('are recorded one by one when they change the vault’s protection', () => {
    const before = { theme: 'dark', minutes: 10, protect: true };
    expect(preferenceChanges(before, { theme: 'light', minutes: 60, protect: false })).toEqual([
      {
        event: 'preference.changed',
        keyId: null,
        change: { name: 'minutes', before: '10', after: '60' },
      },
      {
        event: 'preference.changed',
        keyId: null,
        change: { name: 'protect', before: 'true', after: 'false' },
      },
    ]);
  });
});
