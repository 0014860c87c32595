import { describe, expect, it } from 'vitest';
import { interpolate, interpolateCount } from '../../../../shared/lib/interpolate';

describe('a text of the catalogue', () => {
  it('is given its values, numbers as the catalogue writes them', () => {
    expect(
      interpolate('{{name}} has {{count, number}} keys', { name: 'Zoho', count: 12_345 }),
    ).toBe('Zoho has 12,345 keys');
    expect(interpolateCount({ one: '{{count}} key', other: '{{count}} keys' }, 1)).toBe('1 key');
    expect(interpolateCount({ one: '{{count}} key', other: '{{count}} keys' }, 2)).toBe('2 keys');
  });

  it('keeps a place for which there is no value, so that it is seen', () => {
    expect(interpolate('{{name}} and {{other}}', { name: 'Zoho' })).toBe('Zoho and {{other}}');
  });

  it('does not interpolate placeholders inside values', () => {
    expect(interpolate('{{name}}', { name: '{{count}}', count: 1 })).toBe('{{count}}');
  });
});
