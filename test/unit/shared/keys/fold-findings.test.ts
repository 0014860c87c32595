import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldFindings } from '../../../../shared/keys/fold-findings';
import { RISK_CODES, SEVERITIES, SEVERITY } from '../../../../shared/keys/risk-codes';
import type { RiskCode } from '../../../../shared/keys/risk-codes';
import type { Risk } from '../../../../shared/keys/risks';

const risk = (code: RiskCode, ...keyIds: string[]): Risk => ({
  code,
  severity: SEVERITY[code],
  keyIds,
});

/** The findings as `code (codes that it includes)`. */
const shown = (...risks: Risk[]) =>
  foldFindings(risks).map(({ code, also }) =>
    [code, ...also.map((other) => other.code)].join(' + '),
  );

describe('a rule and a check that find the same keys', () => {
  it('are one finding, of the rule when it finds as many', () => {
    expect(shown(risk('rotation-overdue', 'a'), risk('rule-rotate-every', 'b', 'a'))).toEqual([
      'rule-rotate-every + rotation-overdue',
    ]);
    expect(shown(risk('rule-expiry-required', 'a'), risk('no-expiry', 'a'))).toEqual([
      'rule-expiry-required + no-expiry',
    ]);
  });

  it('are one finding of the check when only it finds all keys', () => {
    const [finding] = foldFindings([risk('unused', 'a', 'b'), risk('rule-unused-for', 'b')]);
    expect(finding).toMatchObject({ code: 'unused', severity: 'medium', keyIds: ['a', 'b'] });
    expect(finding?.also).toEqual([risk('rule-unused-for', 'b')]);
  });

  it('have the severity of the more severe one', () => {
    const [first, second] = foldFindings([
      risk('expires-in-14-days', 'c'),
      risk('unused', 'a'),
      risk('rule-unused-for', 'a', 'b'),
    ]);
    expect(first?.code).toBe('expires-in-14-days');
    expect(second).toMatchObject({ code: 'rule-unused-for', severity: 'medium' });
  });

  it('stay two findings when each has keys of its own', () => {
    expect(shown(risk('unused', 'a', 'b'), risk('rule-unused-for', 'b', 'c'))).toEqual([
      'unused',
      'rule-unused-for',
    ]);
  });

  it('are not mixed with findings for other reasons', () => {
    expect(shown(risk('full-access', 'a'), risk('rule-owner-required', 'a'))).toHaveLength(2);
  });
});

it('no finding is lost or doubled, and the most severe come first', () => {
  const some = fc
    .subarray([...RISK_CODES])
    .chain((codes) =>
      fc.tuple(
        ...codes.map((code) =>
          fc
            .subarray(['a', 'b', 'c'], { minLength: 1 })
            .map((keyIds): Risk => risk(code, ...keyIds)),
        ),
      ),
    );
  fc.assert(
    fc.property(some, (risks) => {
      const findings = foldFindings(risks);
      const all = findings.flatMap(({ code, keyIds, also }) => [{ code, keyIds }, ...also]);
      const asText = (each: Pick<Risk, 'code' | 'keyIds'>[]) =>
        each.map(({ code, keyIds }) => `${code} ${keyIds.join()}`).toSorted();
      expect(asText(all)).toEqual(asText(risks));
      for (const { keyIds, also } of findings) {
        for (const other of also) expect(keyIds).toEqual(expect.arrayContaining([...other.keyIds]));
      }
      const places = findings.map(({ severity }) => SEVERITIES.indexOf(severity));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }),
  );
});
