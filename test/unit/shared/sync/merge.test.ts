import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import { isRangeWithin } from '../../../../shared/keys/ip-range';
import { levelFor, normaliseScopes, parseScope } from '../../../../shared/keys/scopes';
import {
  NO_ADDRESS,
  NO_SCOPE,
  distinctName,
  mergeRecords,
  same,
} from '../../../../shared/sync/merge';
import { someRecord } from '../../../support/sample-keys';

const base = someRecord(1, { scopes: ['contacts:write', 'tags:read'], note: 'base' });
const edit = (fields: Partial<ApiKeyRecord>): ApiKeyRecord => ({ ...base, ...fields });
const held = (mine: Partial<ApiKeyRecord>, theirs: Partial<ApiKeyRecord>) =>
  mergeRecords(base, edit(mine), edit(theirs));

describe('a merge of one field', () => {
  it('takes the edit of whichever side made one', () => {
    const { record, conflicts } = held({ note: 'mine' }, { integration: 'theirs' });
    expect(record).toEqual(edit({ note: 'mine', integration: 'theirs' }));
    expect(conflicts).toEqual([]);
  });

  it('lets disabled beat enabled, and the earlier end beat the later', () => {
    const first = '2027-01-01T00:00:00.000Z';
    const second = '2027-02-01T00:00:00.000Z';
    expect(mergeRecords(null, edit({ enabled: false }), base).record.enabled).toBe(false);
    expect(mergeRecords(null, base, edit({ enabled: false })).record.enabled).toBe(false);
    expect(held({ expiresAt: second }, { expiresAt: first }).record.expiresAt).toBe(first);
    expect(mergeRecords(null, edit({ expiresAt: first }), base).record.expiresAt).toBe(first);
  });

  it('holds what both scope edits grant, and asks', () => {
    const { record, conflicts } = held(
      { scopes: ['contacts:write', 'messages:write'] },
      { scopes: ['contacts:read', 'messages:write', 'teams:read'] },
    );
    expect(record.scopes).toEqual(['contacts:read', 'messages:write']);
    expect(conflicts).toEqual([
      {
        field: 'scopes',
        base: base.scopes,
        mine: ['contacts:write', 'messages:write'],
        theirs: ['contacts:read', 'messages:write', 'teams:read'],
        held: ['contacts:read', 'messages:write'],
      },
    ]);
  });

  it('holds a scope that grants nothing where two edits have nothing in common', () => {
    expect(held({ scopes: ['teams:read'] }, { scopes: ['users:read'] }).record.scopes).toEqual([
      NO_SCOPE,
    ]);
  });

  it('takes the narrower IP list without a question, and asks about two that only overlap', () => {
    const wide = ['10.0.0.0/8'];
    const narrow = ['10.1.0.0/16'];
    expect(held({ allowedIps: wide }, { allowedIps: narrow })).toMatchObject({
      record: { allowedIps: narrow },
      conflicts: [],
    });
    expect(held({ allowedIps: narrow }, { allowedIps: wide }).record.allowedIps).toEqual(narrow);
    const apart = held({ allowedIps: ['10.0.0.0/8', '192.0.2.1/32'] }, { allowedIps: narrow });
    expect(apart.record.allowedIps).toEqual(narrow);
    const none = held({ allowedIps: ['10.0.0.0/8'] }, { allowedIps: ['2001:db8::/32'] });
    expect(none.record.allowedIps).toEqual([NO_ADDRESS]);
    expect(none.conflicts.map(({ field }) => field)).toEqual(['allowedIps']);
  });

  it('holds the text of the endpoint, and keeps mine for the person to see', () => {
    const { record, conflicts } = held({ note: 'mine' }, { note: 'theirs' });
    expect(record.note).toBe('theirs');
    expect(conflicts).toEqual([
      { field: 'note', base: 'base', mine: 'mine', theirs: 'theirs', held: 'theirs' },
    ]);
  });

  it('keeps the later of two instants at which it was changed, and was used', () => {
    const [first, second] = ['2027-01-01T00:00:00.000Z', '2027-02-01T00:00:00.000Z'];
    const sooner = { updatedAt: first, lastUsedAt: first };
    const after = { updatedAt: second, lastUsedAt: second };
    expect(held(sooner, after).record).toEqual(edit(after));
    expect(held(after, sooner).record).toEqual(edit(after));
    const used = edit({ lastUsedAt: first });
    expect(mergeRecords(null, base, used).record).toEqual(used);
    expect(mergeRecords(null, used, base).record).toEqual(used);
  });

  it('does not ask about a name that was only made distinct', () => {
    const mine = distinctName(base.name, base.id);
    expect(held({ name: mine }, { name: 'Other' })).toMatchObject({
      record: { name: 'Other' },
      conflicts: [],
    });
  });

  it('keeps a name of 80 characters within 80 when it makes it distinct', () => {
    const long = distinctName('😀'.repeat(80), base.id);
    expect(Array.from(long)).toHaveLength(80);
    expect(long).not.toBe(distinctName('😀'.repeat(80), someRecord(2).id));
  });
});

describe('a merge of rotations', () => {
  const old = { hash: base.secretHash, validUntil: '2026-11-30T00:00:00.000Z' };
  const rotated = (digit: string, previousSecret: ApiKeyRecord['previousSecret'] = old) => ({
    secretHash: digit.repeat(64),
    hint: `ock_live_${digit.repeat(4)}…${digit.repeat(4)}`,
    previousSecret,
  });

  it('takes the rotation of whichever side made one, together with its grace', () => {
    expect(held(rotated('1'), {}).record).toEqual(edit(rotated('1')));
    expect(held({ note: 'mine' }, rotated('2')).record).toEqual(
      edit({ note: 'mine', ...rotated('2') }),
    );
  });

  it("takes the endpoint's rotation, and the earlier end of the grace period", () => {
    const soon = { ...old, validUntil: '2026-11-25T00:00:00.000Z' };
    expect(held(rotated('1', soon), rotated('2')).record).toEqual(edit(rotated('2', soon)));
    expect(held(rotated('1'), rotated('2', soon)).record).toEqual(edit(rotated('2', soon)));
    expect(held(rotated('1', null), rotated('2')).record).toEqual(edit(rotated('2', null)));
  });

  it('takes a rotation although the other side has ended the grace before it', () => {
    const grace = { hash: 'f'.repeat(64), validUntil: '2026-11-30T00:00:00.000Z' };
    const inGrace = edit({ previousSecret: grace });
    const ended = edit({ previousSecret: null });
    const next = edit(rotated('1'));
    expect(mergeRecords(inGrace, next, ended).record).toEqual(next);
    expect(mergeRecords(inGrace, ended, next).record).toEqual(next);
  });

  it('ends a grace that one side has ended', () => {
    const inGrace = edit(rotated('1'));
    const ended = { ...inGrace, previousSecret: null };
    expect(mergeRecords(inGrace, ended, inGrace).record).toEqual(ended);
    expect(mergeRecords(null, ended, inGrace).record).toEqual(ended);
  });
});

describe('a merge of reports', () => {
  const compromised = { at: '2026-11-10T00:00:00.000Z', reason: 'in a log' };
  const made = '2026-11-01T00:00:00.000Z';
  const rotatedAt = '2026-11-05T00:00:00.000Z';
  const next = 'cd'.repeat(32);
  const first = edit({ secretCreatedAt: made });
  const validUntil = '2090-01-01T00:00:00.000Z';

  it('keeps a report that one side withdraws, until the secret ends', () => {
    const reported = { ...first, compromised };
    expect(mergeRecords(reported, reported, first).record).toEqual(reported);
    expect(mergeRecords(reported, first, reported).record).toEqual(reported);
    const inGrace = {
      ...reported,
      secretHash: next,
      secretCreatedAt: '2026-11-11T00:00:00.000Z',
      previousSecret: { hash: base.secretHash, validUntil },
    };
    const ended = { ...inGrace, previousSecret: null, compromised: null };
    expect(mergeRecords(inGrace, inGrace, ended).record).toEqual(ended);
    expect(mergeRecords(inGrace, ended, inGrace).record).toEqual(ended);
  });

  it('keeps the report of the present secret when the other side reports the one before', () => {
    const older = { at: '2026-11-03T00:00:00.000Z', reason: 'in a chat' };
    const reportsFirst = { ...first, compromised: older };
    for (const previousSecret of [null, { hash: base.secretHash, validUntil }]) {
      const rotated = { ...first, secretHash: next, secretCreatedAt: rotatedAt, previousSecret };
      const reportsNext = { ...rotated, compromised };
      expect(mergeRecords(first, reportsNext, reportsFirst).record).toEqual(reportsNext);
      expect(mergeRecords(first, reportsFirst, reportsNext).record).toEqual(reportsNext);
    }
  });

  it('does not activate a key whose secret one side has reported and keeps inactive', () => {
    const stopped = { ...first, enabled: false, compromised };
    expect(mergeRecords(stopped, stopped, { ...stopped, enabled: true }).record).toEqual(stopped);
    const off = { ...first, enabled: false };
    expect(mergeRecords(off, { ...off, enabled: true }, stopped).record).toEqual(stopped);
    const rotated = { ...first, secretHash: next, secretCreatedAt: '2026-11-11T00:00:00.000Z' };
    expect(mergeRecords(stopped, stopped, rotated).record).toEqual(rotated);
  });

  it('keeps a report when the other side names a later time of the same secret', () => {
    const reported = { ...first, compromised };
    const later = { ...first, secretCreatedAt: '2026-11-20T00:00:00.000Z' };
    const merged = mergeRecords(reported, reported, later).record;
    expect(merged).toEqual({ ...reported, secretCreatedAt: null });
    expect(mergeRecords(later, merged, later).record).toEqual(merged);
  });
});

const scopeSets = fc
  .subarray(['contacts:read', 'contacts:write', 'tags:read', 'tags:write', 'x:read', 'odd'], {
    minLength: 1,
  })
  .map(normaliseScopes);
const ipLists = fc.uniqueArray(
  fc.constantFrom('10.0.0.0/8', '10.1.0.0/16', '10.1.2.3/32', '192.0.2.0/24', '2001:db8::/32'),
  { maxLength: 3 },
);
const instants = fc.constantFrom(
  null,
  '2027-01-01T00:00:00.000Z',
  '2027-02-01T00:00:00.000Z',
  '2028-01-01T00:00:00.000Z',
);
const edits: fc.Arbitrary<Partial<ApiKeyRecord>> = fc.record(
  {
    name: fc.constantFrom('Zoho', 'zoho', 'ZOHO CRM', 'Billing'),
    note: fc.constantFrom('', 'a', 'b', 'c'),
    scopes: scopeSets,
    enabled: fc.boolean(),
    expiresAt: instants,
    allowedIps: ipLists,
    owner: fc.constantFrom('', 'Ada', 'Grace'),
    tags: fc.subarray(['a', 'b', 'c', 'd']),
    rotateEvery: fc.constantFrom(null, 30, 90),
    compromised: fc.constantFrom(
      null,
      { at: '2026-11-01T00:00:00.000Z', reason: 'in a log' },
      { at: '2026-11-02T00:00:00.000Z', reason: 'in a repository' },
    ),
  },
  { requiredKeys: [] },
);

/** Whether a record grants no more than another one, on every axis. */
function grantsAtMost(a: ApiKeyRecord, b: ApiKeyRecord): boolean {
  const scopes = a.scopes.every((scope) => {
    if (scope === NO_SCOPE || b.scopes.includes(scope)) return true;
    const parsed = parseScope(scope);
    return parsed?.level === 'read' && levelFor(parsed.resource, b.scopes) !== null;
  });
  const ends = b.expiresAt === null || (a.expiresAt !== null && a.expiresAt <= b.expiresAt);
  const addresses =
    b.allowedIps.length === 0 ||
    (a.allowedIps.length > 0 &&
      a.allowedIps.every(
        (range) =>
          range === NO_ADDRESS || b.allowedIps.some((other) => isRangeWithin(range, other)),
      ));
  return scopes && ends && addresses && (!a.enabled || b.enabled);
}

/** A report stays while the secret of these records does, and keeps a key inactive. */
function withReportsOf(record: ApiKeyRecord, sides: readonly ApiKeyRecord[]): ApiKeyRecord {
  const reporting = sides.filter(({ compromised }) => compromised !== null);
  return {
    ...record,
    compromised: record.compromised ?? reporting[0]?.compromised ?? null,
    enabled: record.enabled && reporting.every(({ enabled }) => enabled),
  };
}

describe('any merge', () => {
  it('gives a field that both sides changed no more access than either', () => {
    fc.assert(
      fc.property(edits, edits, edits, (first, second, third) => {
        const [b, m, t] = [edit(first), edit(second), edit(third)];
        const { record } = mergeRecords(b, m, t);
        for (const field of ['scopes', 'enabled', 'expiresAt', 'allowedIps'] as const) {
          const only = (from: ApiKeyRecord): ApiKeyRecord => edit({ [field]: from[field] });
          const alone = (side: ApiKeyRecord) => withReportsOf(side, [m, t])[field];
          if (same(b[field], m[field])) expect(record[field]).toEqual(alone(t));
          else if (same(b[field], t[field])) expect(record[field]).toEqual(alone(m));
          else {
            expect(grantsAtMost(only(record), only(m))).toBe(true);
            expect(grantsAtMost(only(record), only(t))).toBe(true);
          }
        }
      }),
    );
  });

  it('gives no more access than either side without a common base', () => {
    fc.assert(
      fc.property(edits, edits, (first, second) => {
        const [m, t] = [edit(first), edit(second)];
        const { record } = mergeRecords(null, m, t);
        expect(grantsAtMost(record, m) && grantsAtMost(record, t)).toBe(true);
      }),
    );
  });

  it('changes nothing when it is merged once more, and takes theirs when mine has no edit', () => {
    fc.assert(
      fc.property(edits, edits, edits, (first, second, third) => {
        const [b, m, t] = [edit(first), edit(second), edit(third)];
        const once = mergeRecords(b, m, t).record;
        expect(mergeRecords(t, once, t).record).toEqual(once);
        const taken = withReportsOf(t, [b, t]);
        expect(mergeRecords(b, b, t)).toEqual({ record: taken, conflicts: [] });
        const kept = withReportsOf(m, [m, b]);
        expect(mergeRecords(b, m, b)).toEqual({ record: kept, conflicts: [] });
      }),
    );
  });

  it('keeps a report of a compromised secret, and demands the shorter of two intervals', () => {
    fc.assert(
      fc.property(edits, edits, edits, (first, second, third) => {
        const [b, m, t] = [edit(first), edit(second), edit(third)];
        const { record } = mergeRecords(b, m, t);
        const isReported = m.compromised !== null || t.compromised !== null;
        expect(record.compromised !== null).toBe(isReported);
        if (!same(b.rotateEvery, m.rotateEvery) && !same(b.rotateEvery, t.rotateEvery)) {
          const demanded = [m.rotateEvery, t.rotateEvery].filter((days) => days !== null);
          const shortest = demanded.length === 0 ? null : Math.min(...demanded);
          expect(record.rotateEvery).toBe(shortest);
        }
      }),
    );
  });

  it('keeps a report with the secret that it is about', () => {
    const compromised = { at: '2026-11-01T00:00:00.000Z', reason: 'in a log' };
    const hash = 'cd'.repeat(32);
    const reported = edit({ compromised });
    const rotated = edit({ secretHash: hash, previousSecret: null });
    expect(mergeRecords(base, reported, rotated).record.compromised).toBeNull();
    expect(mergeRecords(base, rotated, reported).record.compromised).toBeNull();
    const validUntil = '2090-01-01T00:00:00.000Z';
    const inGrace = edit({
      secretHash: hash,
      previousSecret: { hash: base.secretHash, validUntil },
    });
    expect(mergeRecords(base, reported, inGrace).record.compromised).toEqual(compromised);
  });

  it('loses no tag that a side added, and keeps none that a side removed', () => {
    fc.assert(
      fc.property(edits, edits, edits, (first, second, third) => {
        const [b, m, t] = [edit(first), edit(second), edit(third)];
        const { tags } = mergeRecords(b, m, t).record;
        for (const tag of ['a', 'b', 'c', 'd']) {
          const [was, mine, theirs] = [b, m, t].map((side) => side.tags.includes(tag));
          expect(tags.includes(tag), tag).toBe(was ? mine && theirs : mine || theirs);
        }
      }),
    );
  });

  it('leaves every text and scope edit in the record or in the question', () => {
    fc.assert(
      fc.property(edits, edits, edits, (first, second, third) => {
        const [b, m, t] = [edit(first), edit(second), edit(third)];
        const { record, conflicts } = mergeRecords(b, m, t);
        for (const field of ['name', 'note', 'owner', 'scopes'] as const) {
          if (same(m[field], b[field])) continue;
          const asked = conflicts.find((conflict) => conflict.field === field);
          expect(same(record[field], m[field]) || same(asked?.mine, m[field])).toBe(true);
        }
      }),
    );
  });
});

/**
 * A server that stores one record with a number, and refuses a client that has not seen the last
 * one.
 */
interface Client {
  mine: ApiKeyRecord;
  base: ApiKeyRecord;
  seen: number;
}
type Step =
  | { kind: 'edit'; client: number; fields: Partial<ApiKeyRecord> }
  | { kind: 'sync'; client: number; isCutShort: boolean };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('edit' as const), client: fc.nat(2), fields: edits }),
    fc.record({ kind: fc.constant('sync' as const), client: fc.nat(2), isCutShort: fc.boolean() }),
  ),
  { maxLength: 30 },
);

describe('three clients and one endpoint', () => {
  it('converge for every order of edits and syncs', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const server = { record: base, number: 1 };
        const clients = [0, 1, 2].map((): Client => ({ mine: base, base, seen: 1 }));
        const sync = (client: Client, isCutShort: boolean) => {
          client.mine = mergeRecords(client.base, client.mine, server.record).record;
          client.base = server.record;
          client.seen = server.number;
          if (isCutShort || same(client.mine, server.record)) return;
          server.record = client.mine;
          server.number += 1;
          client.base = client.mine;
          client.seen = server.number;
        };
        for (const step of all) {
          const client = clients[step.client];
          if (!client) continue;
          if (step.kind === 'edit') client.mine = { ...client.mine, ...step.fields };
          else sync(client, step.isCutShort);
        }
        for (let round = 0; round < 2; round += 1)
          for (const client of clients) sync(client, false);
        for (const client of clients) expect(client.mine).toEqual(server.record);
      }),
    );
  });

  it('never restore access that one side removed and no side gave again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Partial<ApiKeyRecord>>(
          { enabled: false },
          { scopes: ['tags:read'] },
          { expiresAt: '2026-12-01T00:00:00.000Z' },
          { allowedIps: ['10.1.2.3/32'] },
        ),
        fc.array(edits, { minLength: 2, maxLength: 2 }),
        fc.shuffledSubarray([0, 1, 2, 0, 1, 2], { minLength: 6 }),
        (taken, others, order) => {
          let server = base;
          const clients = [taken, ...others].map((fields) => ({ mine: edit(fields), base }));
          for (const index of order) {
            const client = clients[index];
            if (!client) continue;
            client.mine = mergeRecords(client.base, client.mine, server).record;
            server = client.mine;
            client.base = server;
          }
          for (const field of Object.keys(taken) as (keyof ApiKeyRecord)[]) {
            const only = (from: ApiKeyRecord): ApiKeyRecord => edit({ [field]: from[field] });
            expect(grantsAtMost(only(server), only(edit(taken)))).toBe(true);
          }
        },
      ),
    );
  });
});
