import { describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../../electron/ipc/answer';
import { afterConfirmation, questionsAbout } from '../../../electron/ipc/confirmations';
import type { ApiKeyRecord } from '../../../shared/api-key';
import { DEFAULT_PREFERENCES } from '../../../shared/preferences';
import { ok } from '../../../shared/result';
import { someRecord } from '../../support/some-key';

const ID = '01900000-0000-7000-8000-000000000001';
const OTHER = '01900000-0000-7000-8000-000000000002';

/** The questions about two keys, the first as it is given. */
function about(fields: Partial<ApiKeyRecord> = {}) {
  const records = new Map([
    [ID, { ...someRecord(1), id: ID, name: 'Zoho', ...fields }],
    [OTHER, { ...someRecord(2), id: OTHER, name: 'Other', enabled: false }],
  ]);
  return questionsAbout({
    record: (id) => records.get(id),
    preferences: () => ({ ...DEFAULT_PREFERENCES, protectContent: true }),
  });
}

const narrow = {
  enabled: true,
  scopes: ['messages:read'],
  allowedIps: ['203.0.113.0/24'],
  expiresAt: '2030-01-01T00:00:00.000Z',
};

describe('a change of a live key', () => {
  it.each([
    [{ scopes: ['messages:read', 'users:read'] }, 'users:read'],
    [{ scopes: ['messages:write'] }, 'messages:write'],
    [{ allowedIps: [] }, 'any address'],
    [{ allowedIps: ['203.0.113.0/24', '198.51.100.7'] }, '198.51.100.7'],
    [{ expiresAt: null }, 'never expires'],
    [{ expiresAt: '2031-01-01T00:00:00.000Z' }, 'expires later'],
  ])('is asked about when it gives more: %o', (changes, said) => {
    const question = about(narrow)['keys:update']?.({ id: ID, changes });
    expect(question?.message).toContain('“Zoho”');
    expect(question?.detail).toContain(said);
  });

  it.each([
    [{ name: 'Other name', note: 'New' }],
    [{ scopes: [] }],
    [{ allowedIps: ['203.0.113.4'] }],
    [{ expiresAt: '2029-01-01T00:00:00.000Z' }],
    [{ scopes: narrow.scopes, allowedIps: narrow.allowedIps }],
  ])('is not when it does not: %o', (changes) => {
    expect(about(narrow)['keys:update']?.({ id: ID, changes })).toBeNull();
  });

  it('is not of a key that is inactive, or is not there', () => {
    const changes = { allowedIps: [] };
    const inactive = about({ ...narrow, enabled: false });
    expect(inactive['keys:update']?.({ id: ID, changes })).toBeNull();
    const gone = '01900000-0000-7000-8000-000000000009';
    expect(about()['keys:update']?.({ id: gone, changes })).toBeNull();
  });
});

describe('other requests', () => {
  it('to activate are asked about, with the names of those that are inactive', () => {
    const questions = about(narrow);
    expect(questions['keys:set-enabled']?.({ ids: [ID, OTHER], enabled: true })).toMatchObject({
      message: 'Activate the API key “Other”?',
    });
    expect(questions['keys:set-enabled']?.({ ids: [ID], enabled: true })).toBeNull();
    expect(questions['keys:set-enabled']?.({ ids: [ID, OTHER], enabled: false })).toBeNull();
  });

  it('to lock later or to let captures show the window are asked about', () => {
    const asks = about()['preferences:set'];
    expect(asks?.({ lockAfterMinutes: 60 })?.detail).toContain('60 minutes');
    expect(asks?.({ lockAfterMinutes: 5 })).toBeNull();
    expect(asks?.({ protectContent: false })).not.toBeNull();
    expect(asks?.({ theme: 'dark', hideInactive: true, protectContent: true })).toBeNull();
  });

  it('that decide about the endpoint are asked about where they may give access', () => {
    const questions = about(narrow);
    for (const answer of ['compare', 'remove', 'send'] as const) {
      expect(questions['sync:answer']?.({ answer })).not.toBeNull();
    }
    expect(questions['sync:answer-returned']?.({ keyIds: [ID], answer: 'take' })).not.toBeNull();
    expect(questions['sync:answer-returned']?.({ keyIds: [ID], answer: 'delete' })).toBeNull();
    expect(questions['sync:settle']?.({ id: ID, how: 'overwrite' })).not.toBeNull();
    expect(questions['sync:settle']?.({ id: ID, how: 'deactivate' })).toBeNull();
    const wider = [{ keyId: ID, fields: { allowedIps: [] } }];
    expect(questions['sync:decide']?.({ decisions: wider })?.detail).toContain('any address');
    const same = [{ keyId: ID, fields: { name: 'Another' } }];
    expect(questions['sync:decide']?.({ decisions: same })).toBeNull();
  });

  it('to import are asked about when the review has agreed to more access', () => {
    const asks = about()['import:apply'];
    const choice = { index: 0, choice: 'replace' } as const;
    expect(asks?.({ choices: [choice] })).toBeNull();
    expect(asks?.({ choices: [{ ...choice, moreAccess: true }] })).not.toBeNull();
  });
});

describe('a request about which there is a question', () => {
  const handlersWith = (agrees: boolean) => {
    const forget = vi.fn(async () => ok(undefined));
    const begin = vi.fn(async () => ok(undefined));
    const ask = vi.fn(async () => agrees);
    const unasked = { 'sync:forget': forget, 'sync:begin': begin } as unknown as Handlers;
    return { forget, begin, ask, handlers: afterConfirmation(unasked, about(), ask) };
  };

  it('is answered when the person has agreed', async () => {
    const { forget, ask, handlers } = handlersWith(true);
    expect(await handlers['sync:forget'](undefined)).toEqual(ok(undefined));
    expect(ask).toHaveBeenCalledOnce();
    expect(forget).toHaveBeenCalledOnce();
  });

  it('comes to nothing when they have not; others are not asked about', async () => {
    const { forget, begin, ask, handlers } = handlersWith(false);
    expect(await handlers['sync:forget'](undefined)).toEqual({
      ok: false,
      failure: { code: 'not-confirmed' },
    });
    expect(forget).not.toHaveBeenCalled();
    await handlers['sync:begin'](undefined);
    expect(begin).toHaveBeenCalledOnce();
    expect(ask).toHaveBeenCalledOnce();
  });
});
