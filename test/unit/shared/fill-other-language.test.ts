import { expect, it, vi } from 'vitest';
import { interpolate, interpolateCount } from '../../../shared/lib/interpolate';

vi.mock('../../../shared/words/en/app', () => ({ appWords: { locale: 'pl' } }));

it('writes numbers and chooses plural forms by the language of the words', () => {
  expect(interpolate('{{count, number}}', { count: 12_345 })).toBe((12_345).toLocaleString('pl'));
  const forms = { one: '{{count}} klucz', few: '{{count}} klucze', other: '{{count}} kluczy' };
  expect(interpolateCount(forms, 1)).toBe('1 klucz');
  expect(interpolateCount(forms, 3)).toBe('3 klucze');
  // A plural form that the words lack falls back to the general one.
  expect(interpolateCount(forms, 5)).toBe('5 kluczy');
});
