import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  generateRecoveryCode,
  normaliseRecoveryCode,
  recoveryKey,
} from '../../../electron/vault/recovery-code';

describe('a recovery code', () => {
  it('is 8 groups of 4 characters that cannot be mistaken for one another, never the same twice', () => {
    const codes = Array.from({ length: 1_000 }, generateRecoveryCode);
    for (const code of codes)
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('uses all 32 characters about equally often', () => {
    const all = Array.from({ length: 1_000 }, generateRecoveryCode).join('').replaceAll('-', '');
    const counts = new Map<string, number>();
    for (const character of all) counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(counts.size).toBe(32);
    // 1,000 of each are expected, give or take 31.
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(220);
  });

  it('is understood in lower case, without dashes, with spaces, with O for 0 and I or L for 1', () => {
    const spoken = '01AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-0123-4567';
    const code = spoken.replaceAll('-', '');
    for (const typed of [
      spoken,
      code,
      spoken.toLowerCase(),
      ` ${spoken.replaceAll('-', ' ')}\n`,
      spoken.replaceAll('-', ' – '),
      spoken.replaceAll('0', 'o').replaceAll('1', 'I'),
      spoken.replaceAll('0', 'O').replaceAll('1', 'l'),
    ]) {
      expect(normaliseRecoveryCode(typed)).toBe(code);
    }
  });

  it('survives its own writing', () => {
    const code = generateRecoveryCode();
    expect(normaliseRecoveryCode(code)).toBe(code.replaceAll('-', ''));
  });

  it('is refused when it is too short, too long, or has a character that no code has', () => {
    const code = 'A'.repeat(32);
    for (const typed of ['', code.slice(1), `${code}A`, `${code.slice(1)}U`, `${code.slice(1)}é`]) {
      expect(normaliseRecoveryCode(typed)).toBeNull();
    }
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (typed) => {
        const normal = normaliseRecoveryCode(typed);
        expect(normal === null || /^[0-9A-HJKMNP-TV-Z]{32}$/.test(normal)).toBe(true);
      }),
    );
  });

  it('gives a key that depends on code and salt', () => {
    const salt = Buffer.alloc(16, 1);
    expect(recoveryKey('A'.repeat(32), salt)).toHaveLength(32);
    expect(recoveryKey('A'.repeat(32), salt)).toEqual(recoveryKey('A'.repeat(32), salt));
    expect(recoveryKey('B'.repeat(32), salt)).not.toEqual(recoveryKey('A'.repeat(32), salt));
    expect(recoveryKey('A'.repeat(32), Buffer.alloc(16))).not.toEqual(
      recoveryKey('A'.repeat(32), salt),
    );
  });
});
