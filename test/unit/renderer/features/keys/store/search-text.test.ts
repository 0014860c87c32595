import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryOf } from '../../../../../../renderer/features/keys/store/key-entry';
import { SearchText } from '../../../../../../renderer/features/keys/store/search-text';
import { searchFold } from '../../../../../../shared/keys/name-identity';
import { apiKey } from '../../../some-api-key';

const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'Ä', 'ﬁ', ' ', ':'), maxLength: 6 });

describe('the joined texts of many keys', () => {
  it('find the keys whose own text has the word, in their order, also across chunks', () => {
    fc.assert(
      fc.property(
        fc.array(texts, { maxLength: 30 }),
        fc.constantFrom(0, 1_010),
        texts.map(searchFold).filter((word) => word !== ''),
        (names, before, word) => {
          const filling = Array.from({ length: before }, () => 'x');
          const entries = [...filling, ...names].map((name) =>
            entryOf(apiKey({ name, scopes: ['tags:read'] })),
          );
          const has = (text: string) => text.includes(word);
          expect(new SearchText(entries).find(word)).toEqual(
            entries.filter((entry) => has(entry.searchText) || has(entry.scopeText)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});
