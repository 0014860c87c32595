import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MoreAccess } from '../../../../shared/keys/access-change';
import { moreAccess } from '../../../../shared/keys/access-change';
import { givesMore } from '../../../../shared/keys/access';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import { apiKeyRecordSchema } from '../../../../shared/keys/api-key';
import type { KeyChange } from '../../../../shared/keys/key-change';
import { checkChange } from '../../../../shared/keys/key-change';
import { planChange, sumOf } from '../../../../shared/keys/plan-change';
import { planDigest } from '../../../../shared/keys/plan-digest';
import { anyKeyChange, anyKeyFields, CHANGED_AT } from '../../../support/any-key-change';
import { someRecord } from '../../../support/sample-keys';

const FROM = new Date(CHANGED_AT).toISOString();

/** What one change does to one key with these fields. */
const planned = (change: KeyChange, fields: Partial<ApiKeyRecord> = {}) => {
  const checked = checkChange(change, CHANGED_AT);
  expect(checked.problems).toEqual([]);
  const [plan] = planChange(checked.change, [someRecord(1, fields)]);
  if (plan === undefined) throw new Error('no plan');
  return plan;
};

const skipped = (change: KeyChange, fields: Partial<ApiKeyRecord> = {}) =>
  planned(change, fields).skipped;
const after = (change: KeyChange, fields: Partial<ApiKeyRecord> = {}) => {
  const plan = planned(change, fields);
  return plan.skipped === null ? plan.after : plan.skipped;
};

describe('an expiration', () => {
  const extension = (days: number): KeyChange => ({ kind: 'extension', days, from: FROM });

  it('is extended from its date, or from now when the key has expired', () => {
    const later = { expiresAt: '2026-12-01T12:00:00.000Z' };
    expect(after(extension(30), later)).toEqual({ expiresAt: '2026-12-31T12:00:00.000Z' });
    const past = { expiresAt: '2026-01-01T12:00:00.000Z' };
    expect(after(extension(30), past)).toEqual({ expiresAt: '2026-12-23T09:12:00.000Z' });
  });

  it('is not extended where there is none, and not beyond the limit', () => {
    expect(skipped(extension(30), { expiresAt: null })).toBe('never-expires');
    expect(skipped(extension(40_000), { expiresAt: FROM })).toBe('too-far');
  });

  it('is not counted from another time than now', () => {
    const old: KeyChange = { kind: 'extension', days: 1, from: '2036-01-01T00:00:00.000Z' };
    expect(checkChange(old, CHANGED_AT).problems).toHaveLength(1);
  });
});

describe('a permission', () => {
  const remove = (permission: string, stays: 'nothing' | 'read' = 'nothing'): KeyChange => ({
    kind: 'remove-permission',
    permission,
    stays,
  });
  const add = (scope: string): KeyChange => ({ kind: 'add-permission', scope });

  it('is added where it is missing, and takes nothing away', () => {
    const reads = { scopes: ['contacts:write', 'messages:read'] };
    expect(after(add('messages:write'), reads)).toEqual({
      scopes: ['contacts:write', 'messages:write'],
    });
    expect(skipped(add('contacts:read'), reads)).toBe('has-permission');
    const many = Array.from({ length: 500 }, (_, number) => `robots-${number}:read`);
    expect(skipped(add('messages:read'), { scopes: many })).toBe('too-many-permissions');
  });

  it('is not added when this app does not know it', () => {
    expect(checkChange(add('robots:write'), CHANGED_AT).problems).toHaveLength(1);
  });

  it('is removed, or writing only', () => {
    const writes = { scopes: ['contacts:read', 'messages:write'] };
    expect(after(remove('messages'), writes)).toEqual({ scopes: ['contacts:read'] });
    expect(after(remove('messages', 'read'), writes)).toEqual({
      scopes: ['contacts:read', 'messages:read'],
    });
    expect(skipped(remove('contacts', 'read'), writes)).toBe('only-reads');
    expect(skipped(remove('tags'), writes)).toBe('lacks-permission');
    const deletes = { scopes: ['contacts:read', 'conversations-delete:write'] };
    expect(skipped(remove('conversations-delete', 'read'), deletes)).toBe('no-read-level');
  });

  it('that came from elsewhere is removed by its text', () => {
    expect(after(remove('*'), { scopes: ['*', 'tags:read'] })).toEqual({ scopes: ['tags:read'] });
  });

  it('that is the last one of a key stays', () => {
    expect(skipped(remove('tags'), { scopes: ['tags:read'] })).toBe('last-permission');
  });
});

describe('tags and addresses', () => {
  it('are added as far as the limits allow, and without a second spelling', () => {
    const tag = (tags: string[]): KeyChange => ({ kind: 'tags', how: 'add', tags });
    expect(after(tag(['CRM', 'mail']), { tags: ['crm'] })).toEqual({ tags: ['crm', 'mail'] });
    const ten = Array.from({ length: 10 }, (_, number) => `tag ${number}`);
    expect(skipped(tag(['mail']), { tags: ten })).toBe('too-many-tags');
    const address = (allowedIps: string[]): KeyChange => ({
      kind: 'addresses',
      how: 'add',
      allowedIps,
    });
    expect(skipped(address(['10.0.0.1']), { allowedIps: [] })).toBe('any-address');
    expect(skipped(address(['10.0.0.1']), { allowedIps: ['10.0.0.0/8'] })).toBe('has-addresses');
    const all = Array.from({ length: 100 }, (_, number) => `10.0.${number}.0/24`);
    expect(skipped(address(['192.0.2.1']), { allowedIps: all })).toBe('too-many-addresses');
  });

  it('that allow every address are more access', () => {
    const any: KeyChange = { kind: 'addresses', how: 'replace', allowedIps: [''] };
    expect(planned(any, { allowedIps: ['10.0.0.0/8'] })).toMatchObject({ givesMore: true });
    expect(planned(any, { allowedIps: ['10.0.0.0/8'], enabled: false })).toMatchObject({
      givesMore: false,
    });
  });
});

describe('a report', () => {
  const report = (disables: boolean): KeyChange => ({
    kind: 'compromised',
    reason: 'In a log\u0000file',
    at: FROM,
    disables,
  });

  it('deactivates the key, and an earlier report stays', () => {
    const compromised = { at: FROM, reason: 'In a log file' };
    expect(after(report(true))).toEqual({ compromised, enabled: false });
    const earlier = { at: '2026-01-01T00:00:00.000Z', reason: 'Published' };
    expect(after(report(true), { compromised: earlier })).toEqual({ enabled: false });
    expect(skipped(report(false), { compromised: earlier })).toBe('unchanged');
  });

  it('keeps the key inactive', () => {
    const compromised = { at: FROM, reason: '' };
    const activation: KeyChange = { kind: 'enabled', enabled: true };
    expect(skipped(activation, { enabled: false, compromised })).toBe('reported');
  });
});

const KINDS: Record<KeyChange['kind'], MoreAccess['field'] | null> = {
  enabled: 'enabled',
  extension: 'expiresAt',
  expiration: 'expiresAt',
  'add-permission': 'scopes',
  'remove-permission': null,
  integration: null,
  owner: null,
  tags: null,
  addresses: 'allowedIps',
  compromised: null,
};

describe('any change of any keys', () => {
  const anyKeys = fc
    .array(anyKeyFields, { minLength: 1, maxLength: 4 })
    .map((all) => all.map((fields, index) => someRecord(index + 1, fields)));

  it('grants nothing but what was chosen, and says where it grants anything', () => {
    fc.assert(
      fc.property(
        anyKeys,
        fc.array(anyKeyChange, { minLength: 1, maxLength: 6 }),
        (keys, changes) => {
          let records = keys;
          for (const wanted of changes) {
            const { change, problems } = checkChange(wanted, CHANGED_AT);
            expect(problems).toEqual([]);
            const plan = planChange(change, records);
            records = plan.map((each, index) => {
              const before = records[index]!;
              if (each.skipped !== null) return before;
              const record = { ...before, ...each.after };
              expect(apiKeyRecordSchema.safeParse(record).success).toBe(true);
              const more = moreAccess(before, record);
              for (const gain of more) {
                expect(gain.field).toBe(KINDS[change.kind]);
                if (gain.field !== 'scopes') continue;
                expect(gain.added).toEqual([change.kind === 'add-permission' && change.scope]);
              }
              expect(each.givesMore).toBe(givesMore(before, record));
              if (more.length === 0) expect(each.givesMore).toBe(false);
              return record;
            });
          }
        },
      ),
    );
  });

  it('changes nothing when it is made again, except that an extension extends again', () => {
    fc.assert(
      fc.property(anyKeys, anyKeyChange, (keys, wanted) => {
        fc.pre(wanted.kind !== 'extension');
        const { change } = checkChange(wanted, CHANGED_AT);
        const changed = planChange(change, keys).map((each) =>
          each.skipped === null ? { ...each.key, ...each.after } : each.key,
        );
        const again = planChange(change, changed);
        expect(sumOf(again)).toEqual({ changed: 0, skipped: keys.length, widened: 0 });
      }),
    );
  });

  it('has another digest when a key has changed in what the plan shows', () => {
    fc.assert(
      fc.property(anyKeys, anyKeyFields, anyKeyChange, (keys, fields, wanted) => {
        const { change } = checkChange(wanted, CHANGED_AT);
        const plan = planChange(change, keys);
        const other = planChange(change, [{ ...keys[0]!, ...fields }, ...keys.slice(1)]);
        const shown = (each: typeof plan) =>
          JSON.stringify(each.map((one) => ({ ...one, key: null })));
        expect(planDigest(plan) === planDigest(other)).toBe(shown(plan) === shown(other));
      }),
    );
  });
});

describe('a report of one of two secrets', () => {
  const at = new Date(CHANGED_AT).toISOString();
  const report: KeyChange = { kind: 'compromised', reason: 'In a log', at, disables: false };
  const first = { at: '2026-11-20T00:00:00.000Z', reason: 'In a chat' };

  it('of the present secret stays the first one', () => {
    const secretCreatedAt = '2026-11-01T00:00:00.000Z';
    expect(skipped(report, { compromised: first, secretCreatedAt })).toBe('unchanged');
    expect(skipped(report, { compromised: first, secretCreatedAt: null })).toBe('unchanged');
  });

  it('of the present secret counts although the one before was reported too', () => {
    const secretCreatedAt = '2026-11-21T00:00:00.000Z';
    expect(after(report, { compromised: first, secretCreatedAt })).toEqual({
      compromised: { at, reason: 'In a log' },
    });
  });

  it('is about the present secret also when the clock of another computer made that later', () => {
    const secretCreatedAt = new Date(CHANGED_AT + 60_000).toISOString();
    expect(after(report, { secretCreatedAt })).toEqual({
      compromised: { at: secretCreatedAt, reason: 'In a log' },
    });
  });
});
