import { describe, expect, it } from 'vitest';
import {
  SECRET_LENGTH,
  SECRET_PATTERN,
  hintOf,
  secretPrefix,
} from '../../../../shared/keys/secret-format';

const SECRET = `ock_live_abcd${'0'.repeat(38)}wxyz`;

describe('the format of a secret', () => {
  it('has 55 characters, of which the hint shows prefix, first 4 and last 4', () => {
    expect(SECRET).toHaveLength(SECRET_LENGTH);
    expect(SECRET).toMatch(SECRET_PATTERN);
    expect(hintOf(SECRET)).toBe('ock_live_abcd…wxyz');
    expect(hintOf(SECRET.replace('live', 'test'))).toBe('ock_test_abcd…wxyz');
  });

  it('begins with the environment', () => {
    expect(secretPrefix('live')).toBe('ock_live_');
    expect(secretPrefix('test')).toBe('ock_test_');
  });

  it('is matched as a whole only', () => {
    for (const text of [` ${SECRET}`, `${SECRET}\n`, `${SECRET}0`, SECRET.slice(1), '']) {
      expect(text).not.toMatch(SECRET_PATTERN);
    }
  });
});
