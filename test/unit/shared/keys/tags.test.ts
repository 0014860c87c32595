import { expect, it } from 'vitest';
import { normaliseTags } from '../../../../shared/keys/tags';

it('tags are trimmed, sorted, and each is there once without regard to case', () => {
  expect(normaliseTags([' crm ', 'CRM', 'mail', '', '  '])).toEqual(['CRM', 'mail']);
  expect(normaliseTags(['e\u0301te\u0301'])).toEqual(['\u00e9t\u00e9']);
});

it('a comma separates two tags, so that the form shows what it stores', () => {
  const tags = normaliseTags(['a,b', 'c']);
  expect(tags).toEqual(['a', 'b', 'c']);
  expect(normaliseTags(tags.join(', ').split(','))).toEqual(tags);
});
