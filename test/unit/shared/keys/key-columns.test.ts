import { expect, it } from 'vitest';
import { KEY_COLUMNS, shownColumns } from '../../../../shared/keys/key-columns';

const NARROW = ['scopes', 'status', 'createdAt', 'lastUsedAt', 'expiresAt'];

it('shows what fits a narrow window, and all columns with content in a wide one', () => {
  expect(shownColumns(null, false, true)).toEqual(NARROW);
  expect(shownColumns(null, true, true)).toEqual(KEY_COLUMNS);
  expect(shownColumns(null, true, false)).not.toContain('rotateBy');
});

it('shows what was chosen in any window, in the order of the table', () => {
  for (const isWide of [false, true]) {
    expect(shownColumns(['rotateBy', 'owner'], isWide, false)).toEqual(['owner', 'rotateBy']);
    expect(shownColumns([], isWide, true)).toEqual([]);
  }
});
