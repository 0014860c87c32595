import { describe, expect, it } from 'vitest';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import { planRevert } from '../../../../shared/keys/plan-revert';
import type { RevertibleEvent } from '../../../../shared/keys/plan-revert';
import { keyId, someRecord } from '../../../support/sample-keys';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const KEY = keyId(1);

/** The step of the one key that the events are about. */
function stepOf(events: readonly RevertibleEvent[], present: ApiKeyRecord | undefined) {
  const [step] = planRevert(events, {
    now: NOW,
    record: () => present,
    restored: () => undefined,
    idOfName: () => undefined,
  });
  return step;
}

const updated = (before: Partial<ApiKeyRecord>, after: Partial<ApiKeyRecord>): RevertibleEvent => ({
  event: 'key.updated',
  keyId: KEY,
  change: { before, after },
});
const created = (record: ApiKeyRecord): RevertibleEvent => ({
  event: 'key.created',
  keyId: KEY,
  change: { record },
});

describe('the plan of a revert', () => {
  it('takes several events of one key as one step, back to the first of them', () => {
    const events = [
      updated({ owner: 'Ana' }, { owner: 'Ben' }),
      updated({ owner: 'Ben', note: '' }, { owner: 'Cem', note: 'x' }),
    ];
    expect(stepOf(events, someRecord(1, { owner: 'Cem', note: 'x' }))).toMatchObject({
      skipped: null,
      does: 'update',
      before: { owner: 'Cem', note: 'x' },
      after: { owner: 'Ana', note: '' },
    });
    const changed = stepOf(events, someRecord(1, { owner: 'Dia', note: 'x' }));
    expect(changed?.skipped).toEqual({ reason: 'changed-since', fields: ['owner'] });
  });

  it('deletes a created key only as its commit left it', () => {
    const events = [created(someRecord(1)), updated({ owner: '' }, { owner: 'Ana' })];
    expect(stepOf(events, someRecord(1, { owner: 'Ana' }))).toMatchObject({ does: 'delete' });
    expect(stepOf(events, someRecord(1))?.skipped).toEqual({
      reason: 'changed-since',
      fields: ['owner'],
    });
    // Use is no change.
    const used = someRecord(1, { owner: 'Ana', lastUsedAt: '2026-11-22T00:00:00.000Z' });
    expect(stepOf(events, used)).toMatchObject({ does: 'delete' });
  });

  it('leaves a key that was deleted since, by the name that is known of it', () => {
    const named = someRecord(1, { name: 'Zoho' });
    const deleted = { reason: 'deleted-since' };
    for (const events of [
      [created(named)],
      [updated({ name: 'Old' }, { name: 'Zoho' })],
      [created(named), updated({ owner: '' }, { owner: 'Ana' })],
    ]) {
      expect(stepOf(events, undefined)).toEqual({
        key: { id: KEY, name: 'Zoho' },
        skipped: deleted,
      });
    }
    const unnamed = stepOf([updated({ owner: '' }, { owner: 'Ana' })], undefined);
    expect(unnamed).toEqual({ key: { id: KEY, name: '' }, skipped: deleted });
  });

  it('does not restore a key that is there again, or that is not kept any more', () => {
    const before = someRecord(1, { name: 'Zoho' });
    const event: RevertibleEvent = { event: 'key.deleted', keyId: KEY, change: { before } };
    for (const present of [undefined, before]) {
      expect(stepOf([event], present)).toEqual({
        key: { id: KEY, name: 'Zoho' },
        skipped: { reason: 'not-restorable' },
      });
    }
  });

  it('never brings back an old secret that has ended or was replaced', () => {
    const until = (ms: number) => new Date(NOW + ms).toISOString();
    const longer = { hash: 'a'.repeat(64), validUntil: until(120_000) };
    const shorter = { ...longer, validUntil: until(60_000) };
    const ended = { ...longer, validUntil: until(-1) };
    const cases: [ApiKeyRecord['previousSecret'], boolean][] = [
      [shorter, true],
      [ended, false],
      [null, false],
      [{ ...shorter, hash: 'b'.repeat(64) }, false],
    ];
    for (const [left, isPossible] of cases) {
      const events = [updated({ previousSecret: longer }, { previousSecret: left })];
      const step = stepOf(events, someRecord(1, { previousSecret: left }));
      expect(step?.skipped).toEqual(isPossible ? null : { reason: 'secret' });
    }
  });
});
