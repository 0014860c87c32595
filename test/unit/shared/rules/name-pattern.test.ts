import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPattern } from '../../../../shared/rules/name-pattern';

describe('a pattern for names', () => {
  it.each<[string, string, boolean]>([
    ['prod-*', 'prod-zoho', true],
    ['prod-*', 'Prod-', true],
    ['prod-*', 'test-prod-', false],
    ['*-??', 'zoho-de', true],
    ['*-??', 'zoho-deu', false],
    ['*', '', true],
    ['', '', true],
    ['', 'x', false],
    ['?', '', false],
    ['?', '🤖', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['a.c', 'abc', false],
    ['(a+)+$', '(a+)+$', true],
    ['[a-z]*', 'abc', false],
    ['Müller*', 'mu\u0308ller 1', true],
  ])('%s of %s: %s', (pattern, name, fits) => {
    expect(matchesPattern(name, pattern)).toBe(fits);
  });

  it('decides like the definition', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 9 });
    const fits = (name: string, pattern: string): boolean => {
      if (pattern === '') return name === '';
      const [first = '', ...rest] = pattern;
      const more = rest.join('');
      if (first === '*') return fits(name, more) || (name !== '' && fits(name.slice(1), pattern));
      return name !== '' && (first === '?' || first === name[0]) && fits(name.slice(1), more);
    };
    fc.assert(
      fc.property(text, text, (name, pattern) => {
        expect(matchesPattern(name, pattern)).toBe(fits(name, pattern));
      }),
    );
  });

  it('is quick with a pattern that was made to be slow', () => {
    const start = performance.now();
    expect(matchesPattern('a'.repeat(160), `${'*a'.repeat(39)}*b`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(50);
  });
});
