import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  generateRecoveryCode,
  normaliseRecoveryCode,
  recoveryKey,
} from '../../../../../electron/vault/crypto/recovery-code';

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

  it('is recognised as pasted from various sources', () => {
    const spoken = '01AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-0123-4567';
    const code = spoken.replaceAll('-', '');
    const dashes =
      '-\u00AD\u02D7\u058A\u05BE\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2E3A\u30A0\uFE58\uFE63\uFF0D_·•';
    const blanks = ' \t\r\n\u00A0\u1680\u2002\u2007\u2009\u200A\u2028\u202F\u205F\u3000';
    const unseen = '\u200B\u200C\u200D\u2060\uFEFF\u200E\u200F\u202A\u202C\u2066\u2069\u0000';
    for (const between of `${dashes}${blanks}${unseen}`) {
      const name = `U+${between.codePointAt(0)?.toString(16)}`;
      expect(normaliseRecoveryCode(spoken.replaceAll('-', between)), name).toBe(code);
      expect(normaliseRecoveryCode(`${between}${spoken}${between}`), name).toBe(code);
    }
    const wide = Array.from(spoken, (sign) =>
      String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0),
    );
    expect(normaliseRecoveryCode(wide.join(''))).toBe(code);
    expect(normaliseRecoveryCode(wide.join('').toLowerCase())).toBe(code);
    for (const quoted of [
      `“${spoken}”`,
      `\`${spoken}\``,
      `> ${spoken}.`,
      `"${spoken}"`,
      `* ${spoken};`,
    ]) {
      expect(normaliseRecoveryCode(quoted), quoted).toBe(code);
    }
    // NFKC maps mathematical letters, but not lookalikes of other alphabets.
    expect(normaliseRecoveryCode(spoken.replace('A', '\u{1D400}'))).toBe(code);
    for (const other of ['\u0410', 'A\u0301', '\u00C5', 'AA']) {
      expect(normaliseRecoveryCode(spoken.replace('A', other))).toBeNull();
    }
  });

  it('round-trips through its normal form', () => {
    const code = generateRecoveryCode();
    expect(normaliseRecoveryCode(code)).toBe(code.replaceAll('-', ''));
  });

  it('is refused when it is too short, too long, or has an invalid character', () => {
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

  it('derives a key from code and salt', () => {
    const salt = Buffer.alloc(16, 1);
    expect(recoveryKey('A'.repeat(32), salt)).toHaveLength(32);
    expect(recoveryKey('A'.repeat(32), salt)).toEqual(recoveryKey('A'.repeat(32), salt));
    expect(recoveryKey('B'.repeat(32), salt)).not.toEqual(recoveryKey('A'.repeat(32), salt));
    expect(recoveryKey('A'.repeat(32), Buffer.alloc(16))).not.toEqual(
      recoveryKey('A'.repeat(32), salt),
    );
  });
});
