import { describe, expect, it } from 'vitest';
import {
  changeOf,
  EMPTY_CHANGE,
} from '../../../../../../renderer/features/keys/change/change-draft';
import { remedyDialog } from '../../../../../../renderer/features/keys/change/remedy-dialog';
import type { ApiKey } from '../../../../../../shared/keys/api-key';
import { planChange } from '../../../../../../shared/keys/plan-change';
import { REMEDIES } from '../../../../../../shared/keys/remedies';
import { RISK_CODES } from '../../../../../../shared/keys/risk-codes';
import type { RiskCode } from '../../../../../../shared/keys/risk-codes';
import { NO_RULES } from '../../../../../../shared/rules/rule-set';
import type { RuleSet } from '../../../../../../shared/rules/rule-set';
import { apiKey, NOW } from '../../../some-api-key';

const DAY_MS = 24 * 60 * 60_000;

const opened = (code: RiskCode, key: Partial<ApiKey> = {}, rules: RuleSet = NO_RULES) =>
  remedyDialog(code, [apiKey(key)], rules, NOW)?.(() => undefined) ?? null;

/** The change that the dialog previews when it opens; null: a value is still to be chosen. */
function previewed(code: RiskCode, key: Partial<ApiKey> = {}, rules: RuleSet = NO_RULES) {
  const dialog = opened(code, key, rules);
  if (dialog?.kind !== 'change') throw new Error(`${code} opens ${dialog?.kind}`);
  const draft = { ...EMPTY_CHANGE, ...dialog.draft };
  return changeOf(dialog.subject, draft, new Date(NOW).toISOString());
}

describe('the remedy of a finding', () => {
  it('opens a dialog for each finding that has one', () => {
    for (const code of RISK_CODES) {
      expect([code, opened(code) !== null]).toEqual([code, REMEDIES[code] !== undefined]);
    }
    expect(remedyDialog('no-expiry', [], NO_RULES, NOW)).toBeNull();
  });

  it('changes keys without a date, which an extension would leave as they are', () => {
    const change = previewed('no-expiry', { expiresAt: null });
    expect(change && planChange(change, [apiKey({ expiresAt: null })])[0]?.skipped).toBeNull();
  });

  it('proposes a date that the rule for lifetimes allows, if that is not over', () => {
    const rules = { ...NO_RULES, 'max-lifetime': { mode: 'block' as const, days: 60 } };
    const proposed = (age: number) => {
      const secretCreatedAt = new Date(NOW - age * DAY_MS).toISOString();
      const change = previewed('rule-max-lifetime', { secretCreatedAt }, rules);
      if (change?.kind !== 'expiration' || change.expiresAt === null) throw new Error('no date');
      return Math.floor((Date.parse(change.expiresAt) - NOW) / DAY_MS);
    };
    expect(proposed(50)).toBe(10);
    expect(proposed(100)).toBe(90);
  });

  it('removes the permission that the rule forbids, and keeps reading where that is allowed', () => {
    const rules = (...scopes: string[]): RuleSet => ({
      ...NO_RULES,
      'forbidden-permissions': { mode: 'block', scopes },
    });
    const held = { scopes: ['settings:write', 'contacts:read'] };
    const removed = (...scopes: string[]) =>
      previewed('rule-forbidden-permissions', held, rules('users:write', ...scopes));
    const settings = { kind: 'remove-permission', permission: 'settings' };
    expect(removed('settings:write')).toEqual({ ...settings, stays: 'read' });
    expect(removed('settings:read')).toEqual({ ...settings, stays: 'nothing' });
    expect(removed('settings:write', 'settings:read')).toEqual({ ...settings, stays: 'nothing' });
    expect(previewed('full-access', held)).toBeNull();
  });
});
