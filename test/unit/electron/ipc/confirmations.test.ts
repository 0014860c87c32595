import { NO_RULES } from '../../../../shared/rules/rule-set';
import { describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../../../electron/ipc/answer';
import { afterConfirmation, questionsAbout } from '../../../../electron/ipc/confirmations';
import type { ApiKeyChanges, ApiKeyRecord } from '../../../../shared/keys/api-key';
import { DEFAULT_PREFERENCES } from '../../../../shared/preferences/preferences';
import type { KeyChange } from '../../../../shared/keys/key-change';
import { planChange } from '../../../../shared/keys/plan-change';
import type { RevertStep } from '../../../../shared/keys/plan-revert';
import { NO_ADDRESS, NO_SCOPE } from '../../../../shared/sync/merge';
import { fail, ok } from '../../../../shared/lib/result';
import type { Resource } from '../../../../shared/keys/scopes';
import { RESOURCES, levelsOf, normaliseScopes } from '../../../../shared/keys/scopes';
import { failureOf, keyId, someRecord } from '../../../support/sample-keys';
import type { ImportCandidate } from '../../../../shared/transfer/transfer';
import type { VaultNotice } from '../../../../shared/vault/vault-state';
import { resourceWords } from '../../../../shared/words/en/keys-resources';

const ID = '01900000-0000-7000-8000-000000000001';
const OTHER = '01900000-0000-7000-8000-000000000002';

/** There is no notice, no pending file and no import. */
const NOTHING = {
  notice: () => null,
  unsent: () => 0,
  candidate: () => undefined,
  returned: () => undefined,
  keysAffectedBy: () => null,
  plan: () => null,
  revertSteps: () => null,
};

/** A permission in the words of the interface: `Tags: write`. */
const inWords = (scope: string): string => {
  const [resource, level] = scope.split(':');
  return `${resourceWords[resource as Resource].label}: ${level}`;
};

/** The questions about two keys, the first with the given fields. */
function about(
  fields: Partial<ApiKeyRecord> = {},
  present: Partial<Parameters<typeof questionsAbout>[0]> = {},
) {
  const records = new Map([
    [ID, { ...someRecord(1), id: ID, name: 'Zoho', ...fields }],
    [OTHER, { ...someRecord(2), id: OTHER, name: 'Other', enabled: false }],
  ]);
  return questionsAbout({
    record: (id) => records.get(id),
    preferences: () => ({ ...DEFAULT_PREFERENCES, protectContent: true }),
    rules: () => NO_RULES,
    ...NOTHING,
    ...present,
  });
}

const narrow = {
  enabled: true,
  scopes: ['messages:read'],
  allowedIps: ['203.0.113.0/24'],
  expiresAt: '2030-01-01T00:00:00.000Z',
};

const candidates = Array.from({ length: 10 }, (_, index): ImportCandidate => {
  const current =
    index === 1 ? null : { ...someRecord(index), name: index === 0 ? 'Kept' : 'Same' };
  return {
    index,
    line: null,
    name: `Row ${index}`,
    status: current ? 'differs' : 'deleted',
    differences: [],
    broken: { added: [], replaced: [] },
    problems: [],
    choices: ['skip', current ? 'replace' : 'add'],
    renamed: null,
    hasSecret: false,
    added: null,
    current,
    replaced: null,
    moreAccess: current ? [{ field: 'scopes', added: ['tags:write'] }] : [],
    past: current ? null : { kind: 'deleted', at: null },
  };
});

describe('a change of a live key', () => {
  it.each([
    [{ scopes: ['messages:read', 'users:read'] }, 'Users: read'],
    [{ scopes: ['messages:write'] }, 'Messages: write'],
    [{ allowedIps: [] }, 'any address'],
    [{ allowedIps: [''] }, 'any address'],
    [{ allowedIps: [' ', '0.0.0.0/0'] }, '0.0.0.0/0'],
    [{ allowedIps: ['203.0.113.0/24', '198.51.100.7'] }, '198.51.100.7'],
    [{ expiresAt: null }, 'never expires'],
    [{ expiresAt: '2031-01-15T12:00:00.000Z' }, 'expires later: 15 Jan 2031, '],
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

describe('a change of many keys', () => {
  const planned = (fields: Partial<ApiKeyRecord>[], change: KeyChange) =>
    planChange(
      change,
      fields.map((each, index) => someRecord(index + 1, { ...narrow, name: 'Zoho', ...each })),
    );
  const ask = (fields: Partial<ApiKeyRecord>[], change: KeyChange) =>
    about({}, { plan: () => planned(fields, change) })['keys:change']?.({
      ids: [ID],
      change,
      shown: '',
    });

  it('is asked about once for all keys that get more, with what they get', () => {
    const scope: KeyChange = { kind: 'add-permission', scope: 'users:write' };
    const question = ask([{}, {}, { enabled: false }, { scopes: ['users:write'] }], scope);
    expect(question?.message).toBe('Give 2 API keys more access?');
    expect(question?.detail).toContain('Users: write');
    const activation = ask([{ enabled: false }], { kind: 'enabled', enabled: true });
    expect(activation?.message).toBe('Activate the API key “Zoho”?');
  });

  it('is not when none gets more, or nothing is planned', () => {
    expect(ask([{}], { kind: 'owner', owner: 'Mia' })).toBeNull();
    expect(ask([{}], { kind: 'enabled', enabled: false })).toBeNull();
    const request = { ids: [ID], change: { kind: 'owner', owner: 'Mia' } as const, shown: '' };
    expect(about()['keys:change']?.(request)).toBeNull();
  });
});

describe('a revert', () => {
  const ask = (steps: RevertStep[]) =>
    about(narrow, { revertSteps: () => steps })['keys:revert']?.({ sequence: 1, shown: '' });
  const key = { id: ID, name: 'Zoho' };

  it('is asked about when it gives more, or deletes what was created', () => {
    const more: RevertStep = {
      key,
      skipped: null,
      does: 'update',
      givesMore: true,
      before: { scopes: ['messages:read'] },
      after: { scopes: ['messages:write'] },
    };
    expect(ask([more])?.detail).toContain('Messages: write');
    const deleted = ask([{ key, skipped: null, does: 'delete', givesMore: false }]);
    expect(deleted).toMatchObject({ message: 'Delete the API key “Zoho”?' });
  });

  it('is asked about when a deleted key is active again, with all that it may do', () => {
    const step: RevertStep = {
      key,
      skipped: null,
      does: 'restore',
      givesMore: true,
      access: narrow,
    };
    const question = ask([step, { ...step, key: { id: OTHER, name: 'Bot' } }]);
    expect(question?.message).toBe('Activate 2 API keys?');
    expect(question?.detail).toContain('“Bot”');
    expect(question?.detail).toContain('Messages: read');
    const both = ask([step, { key, skipped: null, does: 'delete', givesMore: false }]);
    expect(both?.message).toBe('Delete the API key “Zoho”?');
    expect(both?.detail).toContain('Activate the API key “Zoho”?');
  });

  it('is not when it restores an inactive key, narrows, or leaves a key as it is', () => {
    const access = { ...narrow, enabled: false };
    expect(ask([{ key, skipped: null, does: 'restore', givesMore: false, access }])).toBeNull();
    expect(ask([{ key, skipped: { reason: 'secret' } }])).toBeNull();
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

  it('to cancel a rotation are asked about, and name a report', () => {
    const validUntil = '2026-12-01T00:00:00.000Z';
    const previousSecret = { hash: 'cd'.repeat(32), validUntil };
    const ask = (fields: Partial<ApiKeyRecord>, until = validUntil) =>
      about(fields)['keys:cancel-rotation']?.({ id: ID, until });
    expect(ask({ previousSecret })?.message).toBe('Cancel the rotation of the API key “Zoho”?');
    expect(ask({ previousSecret })?.detail).not.toContain('compromised');
    const compromised = { at: '2026-11-23T09:12:00.000Z', reason: '' };
    expect(ask({ previousSecret, compromised })?.detail).toContain('compromised');
    // These fail: there is no such grace period.
    expect(ask({})).toBeNull();
    expect(ask({ previousSecret }, '2026-12-02T00:00:00.000Z')).toBeNull();
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
    expect(questions['sync:settle']?.({ id: ID, how: 'overwrite' })).not.toBeNull();
    expect(questions['sync:settle']?.({ id: ID, how: 'deactivate' })).toBeNull();
    const wider = [{ keyId: ID, fields: { allowedIps: [] } }];
    expect(questions['sync:decide']?.({ decisions: wider })?.detail).toContain('any address');
    const same = [{ keyId: ID, fields: { name: 'Another' } }];
    expect(questions['sync:decide']?.({ decisions: same })).toBeNull();
  });

  it('to answer what sync asks say how many keys it is about, and name some of them', () => {
    const asked = (answer: 'compare' | 'remove' | 'send', names: string[], count: number) =>
      about({}, { keysAffectedBy: () => ({ names, count }) })['sync:answer']?.({ answer });
    expect(asked('remove', ['Billing', 'Zo”ho'], 12)).toEqual({
      message: 'Delete 12 API keys here, too?',
      detail:
        'The endpoint reports that they were deleted. They are removed from this vault.\n\n• “Billing”\n• “Zo"ho”\nand 10 more API keys',
      go: 'Delete here',
    });
    expect(asked('remove', ['Zoho'], 1)?.message).toBe('Delete one API key here, too?');
    expect(asked('send', ['Zoho'], 2_400)?.message).toBe(
      'Send 2,400 API keys to the endpoint again?',
    );
    const compared = asked('compare', ['Billing', 'Zoho'], 2)?.detail;
    expect(compared).toContain('All 2 API keys of this vault are kept');
    expect(compared).toMatch(/\n• “Billing”\n• “Zoho”$/);
    expect(asked('compare', [], 0)?.detail).toContain('has no API keys');
    for (const answer of ['compare', 'remove', 'send'] as const) {
      expect(about()['sync:answer']?.({ answer })).toBeNull();
    }
  });

  it('to restore keys from the endpoint name each key and its access', () => {
    const access = { ...narrow, scopes: ['tags:write'] };
    const found = new Map([
      [ID, { name: 'Zoho', access }],
      [OTHER, { name: 'Mail', access: { ...access, enabled: false, allowedIps: [] } }],
      [keyId(3), { name: 'Old' }],
      [
        keyId(4),
        { name: 'Held', access: { ...access, scopes: [NO_SCOPE], allowedIps: [NO_ADDRESS] } },
      ],
    ]);
    const asks = about({}, { returned: (id) => found.get(id) })['sync:answer-returned'];
    const one = asks?.({ keyIds: [ID, ID, keyId(9)], answer: 'take' });
    expect(one?.message).toBe('Restore the API key “Zoho”, which was deleted here?');
    expect(one?.detail).toContain('• permissions: Tags: write\n• requests from: 203.0.113.0/24\n');
    const all = asks?.({ keyIds: [...found.keys()], answer: 'take' });
    expect(all?.message).toBe('Restore 4 API keys that were deleted here?');
    expect(all?.detail).toContain('“Mail”\n• it is inactive\n• permissions: Tags: write\n');
    expect(all?.detail).toContain('“Old”\n• access that an earlier version');
    expect(all?.detail).toContain('“Held”\n• permissions: none\n• requests from: none\n');
    expect(asks?.({ keyIds: [ID], answer: 'delete' })).toBeNull();
    expect(asks?.({ keyIds: [keyId(9)], answer: 'take' })).toBeNull();
    const many = Array.from({ length: 50 }, (_, index) => keyId(index + 1));
    const some = about({}, { returned: () => ({ name: 'Zoho', access }) })['sync:answer-returned'];
    expect(some?.({ keyIds: many, answer: 'take' })?.detail).toMatch(/and \d+ more API keys$/);
  });

  it('about several keys at once are confirmed once, with the additional access', () => {
    const asks = about({ ...narrow, note: 'Mine' })['sync:decide'];
    const other = { keyId: OTHER, fields: { note: 'Theirs' } };
    expect(asks?.({ decisions: [other] })).toBeNull();
    expect(asks?.({ decisions: [{ keyId: ID, fields: { note: 'Theirs' } }, other] })).toMatchObject(
      {
        message: 'Decide about 2 API keys at once?',
      },
    );
    const wider = { keyId: ID, fields: { allowedIps: [] } };
    const question = asks?.({ decisions: [wider, other] });
    expect(question?.message).toBe('Give the API key “Zoho” more access?');
    expect(question?.detail).toBe(
      'This decides about 2 API keys.\n\nWith this change:\n\n• requests from any address',
    );
    // An existing value is kept.
    const { allowedIps } = someRecord(2);
    const same = [
      { keyId: ID, fields: { scopes: narrow.scopes, note: 'Mine' } },
      { keyId: OTHER, fields: { allowedIps } },
    ];
    expect(asks?.({ decisions: same })).toBeNull();
  });

  it('to disconnect the endpoint name the unsent changes', () => {
    const asked = (unsent: number) =>
      about({}, { unsent: () => unsent })['sync:forget']?.(undefined);
    expect(asked(0)?.detail).toContain('Nothing is deleted at the endpoint');
    expect(asked(0)?.detail).not.toContain('not sent');
    expect(asked(1)?.detail).toContain('1 change has not been sent and will not be');
    expect(asked(1_200)?.detail).toContain('1,200 changes have not been sent and will not be');
  });

  it('to accept an older state are confirmed with its notice', () => {
    const asked = (notice: VaultNotice | null) =>
      about({}, { notice: () => notice })['vault:accept-older-state']?.(undefined);
    const at = '2026-11-23T09:12:00.000Z';
    const older = asked({ kind: 'rolled-back', seen: { sequence: 1_250, at }, newest: 1_200 });
    expect(older?.message).toBe('Continue with this older version?');
    expect(older?.detail).toContain('Changes made after activity entry 1,200 are missing from it.');
    const ways = asked({ kind: 'older-ways-in', event: 'vault.passphrase-changed', at });
    expect(ways?.detail).toContain(
      'The passphrase, recovery code and keychain unlock from that time',
    );
    expect(ways?.detail).not.toContain('older version');
    expect(older?.detail).toContain('are missing from it. You can then change the vault again');
    expect(asked({ kind: 'not-remembered', newest: 12 })?.detail).toContain('entry 12');
    expect(asked(null)?.message).toBe('Continue with this older version?');
  });

  it('to overwrite the record at the endpoint name the key', () => {
    const asks = about()['sync:settle'];
    expect(asks?.({ id: ID, how: 'overwrite' })?.detail).toContain('“Zoho” is sent as it is here');
  });

  it('to import name each key that gains, and how', () => {
    const asks = about({}, { candidate: (index) => candidates[index] })['import:apply'];
    const agreed = (choice: 'add' | 'replace') => (index: number) => ({
      index,
      choice,
      moreAccess: true,
    });
    expect(asks?.({ choices: [agreed('replace')(0)] })).toEqual({
      message: 'Give the API key “Kept” more access with this import?',
      detail: 'According to the file:\n\n• more permissions: Tags: write',
      go: 'Give more access',
    });
    expect(asks?.({ choices: [agreed('add')(1)] })?.detail).toContain(
      '• it was deleted here and is restored',
    );
    const many = asks?.({ choices: candidates.map((_, index) => agreed('replace')(index)) });
    expect(many?.message).toBe('Give 10 API keys more access with this import?');
    expect(many?.detail).toContain('“Kept”\n• more permissions: Tags: write');
    expect(many?.detail).toMatch(/and 2 more API keys$/);
  });

  it('to import are asked about when the review has agreed to more access', () => {
    const asks = about()['import:apply'];
    const choice = { index: 0, choice: 'replace' } as const;
    expect(asks?.({ choices: [choice] })).toBeNull();
    expect(asks?.({ choices: [{ ...choice, moreAccess: true }] })).not.toBeNull();
  });
});

describe('the text of a confirmation', () => {
  const detailOf = (fields: Partial<ApiKeyRecord>, changes: ApiKeyChanges) =>
    about(fields)['keys:update']?.({ id: ID, changes })?.detail ?? '';

  it('names every permission that is given, and the widest address, wherever the request has them', () => {
    const scopes = RESOURCES.flatMap((name) => levelsOf(name).map((level) => `${name}:${level}`));
    const given = normaliseScopes(scopes).map((scope) => inWords(scope));
    const line = /more permissions: (.+)/.exec(detailOf(narrow, { scopes }))?.[1];
    expect(new Set(line?.split(', '))).toEqual(new Set(given));
    const addresses = Array.from({ length: 40 }, (_, number) => `198.51.100.${number}`);
    const said = detailOf(narrow, { allowedIps: [...addresses, '0.0.0.0/0'] });
    expect(said).toContain('0.0.0.0/0');
    expect(said).toContain('+');
  });

  it('leaves out access that the key has already', () => {
    const said = detailOf(narrow, {
      scopes: ['messages:read', 'users:read'],
      allowedIps: ['203.0.113.9', '198.51.100.7'],
    });
    expect(said).toContain('Users: read');
    expect(said).not.toContain('Messages');
    expect(said).not.toContain('203.0.113.9');
  });

  it.each([
    ['Zoho\n\nNothing else changes.', 'Zoho Nothing else changes.'],
    ['Zoho\u202Eevil\u2067', 'Zohoevil'],
    ['Zoho”? Only its note. “', 'Zoho"? Only its note. "'],
    ['Z'.repeat(150), `${'Z'.repeat(79)}…`],
  ])('keeps a name in its place: %j', (name, shown) => {
    const question = about({ ...narrow, name })['keys:update']?.({
      id: ID,
      changes: { expiresAt: null },
    });
    expect(question?.message).toBe(`Give the API key “${shown}” more access?`);
  });

  it('isolates a name that is written from right to left', () => {
    const question = about({ ...narrow, name: 'מפתח' })['keys:update']?.({
      id: ID,
      changes: { expiresAt: null },
    });
    expect(question?.message).toContain('“\u2068מפתח\u2069”');
  });

  it('keeps a permission from elsewhere in its line', () => {
    const scope = '*\n\nIt gets nothing, users:read';
    const question = about(narrow)['sync:decide']?.({
      decisions: [{ keyId: ID, fields: { scopes: ['messages:read', scope] } }],
    });
    expect(question?.detail).toContain('“* It gets nothing, users:read”');
  });

  it('of activating a key lists its access, which may have been widened before', () => {
    const inactive = { ...narrow, enabled: false, scopes: ['settings:write'], allowedIps: [] };
    const requests = [
      about(inactive)['keys:set-enabled']?.({ ids: [ID, ID], enabled: true }),
      about(inactive)['keys:set-enabled']?.({ ids: [ID, OTHER], enabled: true }),
      about(inactive)['keys:update']?.({ id: ID, changes: { enabled: true } }),
    ];
    for (const question of requests) {
      expect(question?.detail).toContain('Settings: write');
      expect(question?.detail).toContain('any address');
    }
    expect(requests[0]?.message).toBe('Activate the API key “Zoho”?');
  });

  it('fits a screen, however many keys with however much access it is about', () => {
    const scopes = RESOURCES.map((name) => `${name}:${levelsOf(name).at(-1)}`);
    const unknown = Array.from({ length: 400 }, (_, number) => `${'x'.repeat(110)}${number}`);
    const fields = { enabled: false, scopes: [...scopes, ...unknown] };
    const ids = Array.from({ length: 50 }, (_, number) => keyId(number + 1));
    const questions = questionsAbout({
      record: (id) => ({ ...someRecord(1), id, name: 'N'.repeat(80), ...fields }),
      preferences: () => DEFAULT_PREFERENCES,
      rules: () => NO_RULES,
      ...NOTHING,
    });
    for (const some of [ids, ids.slice(0, 1)]) {
      const detail = questions['keys:set-enabled']?.({ ids: some, enabled: true })?.detail ?? '';
      const rows = detail.split('\n').map((line) => Math.max(1, Math.ceil(line.length / 70)));
      expect(rows.reduce((sum, count) => sum + count, 0)).toBeLessThan(45);
      for (const scope of scopes) expect(detail).toContain(inWords(scope));
      if (some.length > 1) expect(detail).toContain('more API keys');
    }
  });

  it('of two guards names both', () => {
    const question = about()['preferences:set']?.({ lockAfterMinutes: 60, protectContent: false });
    expect(question?.detail).toContain('60 minutes');
    expect(question?.detail).toContain('record or share the screen');
  });
});

describe('a change of a key with an address that cannot be read', () => {
  it('is asked about when it gives a live key more', () => {
    const question = about({ ...narrow, allowedIps: ['somewhere'] })['keys:update'];
    expect(question?.({ id: ID, changes: { scopes: ['users:write'] } })).not.toBeNull();
    expect(question?.({ id: ID, changes: { allowedIps: ['203.0.113.4'] } })).not.toBeNull();
  });
});

describe('facts that change while a question is open', () => {
  const widened = { id: ID, changes: { scopes: ['messages:read', 'users:read'] } };
  function world() {
    const record = { ...someRecord(1), id: ID, name: 'Zoho', ...narrow };
    const questions = questionsAbout({
      record: (id) => (id === ID ? record : undefined),
      preferences: () => DEFAULT_PREFERENCES,
      rules: () => NO_RULES,
      ...NOTHING,
    });
    return { record, questions };
  }

  it('while the box is open, is asked about again with its new state', async () => {
    const { record, questions } = world();
    const update = vi.fn(async () => ok(undefined));
    const asked: string[] = [];
    const handlers = afterConfirmation(
      { 'keys:update': update } as unknown as Handlers,
      questions,
      async ({ detail }) => {
        asked.push(detail);
        expect(update).not.toHaveBeenCalled();
        record.scopes = ['tags:read'];
        return asked.length < 3;
      },
    );
    await handlers['keys:update'](widened);
    expect(asked).toHaveLength(2);
    expect(asked[0]).not.toContain('Messages: read');
    expect(asked[1]).toContain('Messages: read');
    expect(update).toHaveBeenCalledOnce();
  });

  it('before the change has its turn, is asked about then', async () => {
    const { record, questions } = world();
    record.scopes = ['messages:read', 'users:read'];
    const ask = vi.fn(async () => false);
    const made = vi.fn();
    const update: Handlers['keys:update'] = async (_input, isStill) => {
      record.scopes = ['messages:read'];
      if (isStill?.() === false) return fail({ code: 'not-confirmed' });
      made();
      return fail({ code: 'unexpected' });
    };
    const handlers = afterConfirmation(
      { 'keys:update': update } as unknown as Handlers,
      questions,
      ask,
    );
    expect(failureOf(await handlers['keys:update'](widened)).code).toBe('not-confirmed');
    expect(ask).toHaveBeenCalledOnce();
    expect(made).not.toHaveBeenCalled();
  });
});

describe('an update', () => {
  it("is installed after a person's confirmation, and not on request of a script of the page", () => {
    expect(about()['updates:install']?.(undefined)?.message).toContain('Install');
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
