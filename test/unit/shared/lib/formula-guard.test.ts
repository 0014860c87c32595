import fc from 'fast-check';
import { expect, it } from 'vitest';
import { guardFormula, unguardFormula } from '../../../../shared/lib/formula-guard';

it('gives back every text that was made harmless, those that look so already included', () => {
  const piece = fc.constantFrom(
    '=',
    "'",
    '"',
    ' ',
    '\t',
    '\n',
    ',',
    ';',
    '|',
    '-',
    '＝',
    'a',
    '\u202e',
  );
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (original) => {
      expect(unguardFormula(guardFormula(original))).toBe(original);
    }),
    { numRuns: 20_000 },
  );
});

it('leaves an apostrophe that guards nothing', () => {
  for (const text of ["'tis", "rock 'n' roll", "O'Brien", "'", "a, 'b'"]) {
    expect(unguardFormula(text)).toBe(text);
    expect(guardFormula(text)).toBe(text);
  }
});
