import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameIdentity, searchFold } from '../../../shared/keys/name-identity';

describe('a text as it is searched', () => {
  it.each([
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδός'],
    ['İstanbul', 'ıSTANBUL'],
    ['Zoë', 'zoe\u0308'],
    ['ﬁnance', 'FINANCE'],
    ['Ｂｉｌｌｉｎｇ', 'billing'],
    ['Łódź', 'lodz'],
    ['Ærøskøbing', 'aeroskobing'],
    ['مُحَمَّد', 'محمد'],
    ['שָׁלוֹם', 'שלום'],
    ['Ǆ', 'dž'],
    ['ock_live_abcd…wxyz', 'ock_live_abcd...WXYZ'],
    ['soft\u00ADhyphen', 'softhyphen'],
    ['no\u00A0break', 'no break'],
  ])('%s is %s', (one, other) => {
    expect(searchFold(one)).toBe(searchFold(other));
  });

  it.each([
    ['が', 'か'],
    ['हिन्दी', 'हनद'],
    ['a', 'b'],
  ])('%s is not %s', (one, other) => {
    expect(searchFold(one)).not.toBe(searchFold(other));
  });

  it('matches all names that the name rules treat as equal', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 20 });
    fc.assert(
      fc.property(name, (text) => {
        const variants = [
          text.toUpperCase(),
          text.toLowerCase(),
          text.normalize('NFD'),
          text.normalize('NFKC'),
          ` ${text}\u200B`,
        ];
        for (const variant of variants) {
          if (nameIdentity(variant) === nameIdentity(text)) {
            expect(searchFold(variant)).toBe(searchFold(text));
          }
        }
      }),
    );
  });

  it('is folded already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        expect(searchFold(searchFold(text))).toBe(searchFold(text));
      }),
    );
  });
});
