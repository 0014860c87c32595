import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import { givesMore } from '../../../../shared/keys/access';
import type { KeyChange } from '../../../../shared/keys/key-change';
import { planChange, sumOf } from '../../../../shared/keys/plan-change';
import { planDigest } from '../../../../shared/keys/plan-digest';
import { anyKeyChange, anyKeyFields, CHANGED_AT } from '../../../support/any-key-change';
import { openKeys } from '../../../support/open-keys';
import { failureOf, newKey, valueOf } from '../../../support/sample-keys';

const OWNER: KeyChange = { kind: 'owner', owner: 'Mia' };

describe('a change of many keys', () => {
  it('is one commit with one event for each key, from the window', async () => {
    const { change, ids, record, lastEvents } = await openKeys(3);
    const done = valueOf(await change(ids, OWNER));
    expect(done.changed).toBe(3);
    const events = await lastEvents(3);
    expect(events.map(({ event, origin }) => [event, origin])).toEqual(
      ids.map(() => ['key.updated', 'window']),
    );
    expect(new Set(events.map(({ commitEnd }) => commitEnd))).toEqual(new Set([done.undo]));
    expect(ids.map((id) => record(id).owner)).toEqual(['Mia', 'Mia', 'Mia']);
    expect(valueOf(await change(ids, OWNER))).toEqual({ changed: 0, undo: null });
  });

  it('is refused when a key has changed since the preview, and changes nothing', async () => {
    const { apiKeys, changes, ids, record } = await openKeys(2);
    const shown = planDigest(planChange(OWNER, ids.map(record)));
    valueOf(await apiKeys.update(ids[0]!, { owner: 'Zoe' }));
    const answer = await changes.change({ ids, change: OWNER, shown });
    expect(failureOf(answer).code).toBe('preview-outdated');
    expect(record(ids[1]!).owner).toBe('');
    valueOf(await apiKeys.delete([ids[0]!]));
    expect(failureOf(await changes.change({ ids, change: OWNER, shown })).code).toBe(
      'preview-outdated',
    );
  });

  it('is refused with the problem of its value, in a locked vault, and without consent', async () => {
    const { changes, ids, session, record } = await openKeys(1);
    const past: KeyChange = { kind: 'expiration', expiresAt: '2020-01-01T00:00:00.000Z' };
    expect(failureOf(await changes.change({ ids, change: past, shown: '' })).code).toBe(
      'invalid-key',
    );
    const shown = planDigest(planChange(OWNER, ids.map(record)));
    const declined = await changes.change({ ids, change: OWNER, shown }, () => false);
    expect(failureOf(declined).code).toBe('not-confirmed');
    await session.lock();
    expect(failureOf(await changes.change({ ids, change: OWNER, shown })).code).toBe(
      'vault-locked',
    );
    expect(failureOf(await changes.planRevert(1)).code).toBe('vault-locked');
  });

  it('can be cancelled before it is committed, and is whole or not at all', async () => {
    const { change, changes, ids, record, progress } = await openKeys(250);
    const running = change(ids, OWNER);
    setImmediate(() => changes.cancel());
    expect(failureOf(await running).code).toBe('change-cancelled');
    expect(ids.every((id) => record(id).owner === '')).toBe(true);
    expect(valueOf(await change(ids, OWNER)).changed).toBe(250);
    expect(progress[0]).toBe(100);
  });

  it('that reports a key keeps it inactive until its secret is rotated', async () => {
    const { apiKeys, change, changes, ids, record, clock, revert } = await openKeys(1);
    const [id = ''] = ids;
    const at = new Date(clock.now).toISOString();
    const report: KeyChange = { kind: 'compromised', reason: 'In a log', at, disables: true };
    const { undo } = valueOf(await change(ids, report));
    expect(record(id)).toMatchObject({ enabled: false, compromised: { at, reason: 'In a log' } });
    expect(failureOf(await apiKeys.setEnabled(ids, true)).code).toBe('key-compromised');
    expect(failureOf(await apiKeys.update(id, { enabled: true })).code).toBe('key-compromised');
    expect(valueOf(await change(ids, { kind: 'enabled', enabled: true })).changed).toBe(0);
    const [step] = valueOf(await changes.planRevert(undo!)).steps;
    expect(step?.skipped).toEqual({ reason: 'compromised' });
    expect(failureOf(await revert(undo!)).code).toBe('revert-impossible');
    valueOf(await apiKeys.rotate(id, 'week'));
    expect(record(id)).toMatchObject({ enabled: false, compromised: null, previousSecret: null });
    valueOf(await apiKeys.setEnabled(ids, true));
  });
});

describe('a revert', () => {
  it('restores the fields, and can be reverted itself', async () => {
    const { change, revert, ids, record } = await openKeys(3);
    const { undo } = valueOf(await change(ids, OWNER));
    const back = valueOf(await revert(undo!));
    expect(back.changed).toBe(3);
    expect(record(ids[2]!).owner).toBe('');
    valueOf(await revert(back.undo!));
    expect(record(ids[2]!).owner).toBe('Mia');
  });

  it('finds the whole commit by any of its events', async () => {
    const { change, changes, ids } = await openKeys(3);
    const { undo } = valueOf(await change(ids, OWNER));
    const plan = valueOf(await changes.planRevert(undo! - 2));
    expect(plan.steps.map(({ key }) => key.id)).toEqual(ids);
    expect(plan.actor).toBe('tester');
  });

  it('never overwrites a later change, and names its fields', async () => {
    const { apiKeys, change, changes, revert, ids, record } = await openKeys(2);
    const { undo } = valueOf(await change(ids, OWNER));
    valueOf(await apiKeys.update(ids[0]!, { owner: 'Zoe', note: 'Other' }));
    const { steps } = valueOf(await changes.planRevert(undo!));
    expect(steps[0]?.skipped).toEqual({ reason: 'changed-since', fields: ['owner'] });
    expect(valueOf(await revert(undo!)).changed).toBe(1);
    expect(record(ids[0]!)).toMatchObject({ owner: 'Zoe', note: 'Other' });
  });

  it('of a deletion restores, of a creation deletes, and of a rotation is refused', async () => {
    const { apiKeys, revert, changes, vault, ids } = await openKeys(1);
    const [id = ''] = ids;
    const { undo } = valueOf(await apiKeys.delete(ids));
    const restored = valueOf(await revert(undo!));
    expect(vault().keys.get(id)?.record.enabled).toBe(true);
    valueOf(await revert(restored.undo!));
    expect(vault().keys.size).toBe(0);
    const { apiKey } = valueOf(await apiKeys.create(newKey()));
    const created = vault().activity.end.sequence;
    valueOf(await apiKeys.rotate(apiKey.id, 'none'));
    const rotated = vault().activity.end.sequence;
    expect(valueOf(await changes.planRevert(rotated)).steps[0]?.skipped).toEqual({
      reason: 'secret',
    });
    expect(valueOf(await changes.planRevert(created)).steps[0]?.skipped).toMatchObject({
      reason: 'changed-since',
    });
  });

  it('is refused when the name is taken, and where the entry changed no key', async () => {
    const { apiKeys, changes, ids } = await openKeys(1);
    const { undo } = valueOf(await apiKeys.update(ids[0]!, { name: 'Other' }));
    valueOf(await apiKeys.create(newKey({ name: 'Key 0' })));
    const { steps } = valueOf(await changes.planRevert(undo!));
    expect(steps[0]?.skipped).toEqual({ reason: 'name-taken' });
    for (const sequence of [1, 10_000]) {
      expect(failureOf(await changes.planRevert(sequence)).code).toBe('revert-impossible');
    }
  });

  it('is refused when the plan is no longer as it was shown, or was never shown', async () => {
    const { apiKeys, change, changes, ids, record } = await openKeys(2);
    const { undo } = valueOf(await change(ids, OWNER));
    expect(failureOf(await changes.revert({ sequence: undo!, shown: '' })).code).toBe(
      'preview-outdated',
    );
    const { digest } = valueOf(await changes.planRevert(undo!));
    valueOf(await apiKeys.update(ids[0]!, { owner: 'Zoe' }));
    const answer = await changes.revert({ sequence: undo!, shown: digest });
    expect(failureOf(answer).code).toBe('preview-outdated');
    expect(record(ids[1]!).owner).toBe('Mia');
  });

  it('brings a shortened grace period back while it runs, and says that this is more access', async () => {
    const { apiKeys, change, changes, revert, ids, record, clock } = await openKeys(1);
    const [id = ''] = ids;
    valueOf(await apiKeys.rotate(id, 'week'));
    const before = record(id);
    const soon = new Date(clock.now + 60_000).toISOString();
    const { undo } = valueOf(await change(ids, { kind: 'expiration', expiresAt: soon }));
    expect(record(id).previousSecret?.validUntil).toBe(soon);
    const { steps } = valueOf(await changes.planRevert(undo!));
    expect(steps[0]).toMatchObject({ skipped: null, givesMore: true });
    expect(JSON.stringify(steps)).not.toContain(before.previousSecret?.hash);
    valueOf(await revert(undo!));
    expect(record(id)).toEqual({ ...before, updatedAt: record(id).updatedAt });
  });
});

const anyStep = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('change' as const), change: anyKeyChange }),
  },
  fc.record({ does: fc.constant('edit' as const), fields: anyKeyFields }),
);

describe('any sequence of changes', () => {
  it('commits what was planned, and undone in reverse leaves each record as it was but its date', async () => {
    const { apiKeys, change, changes, revert, record, clock } = await openKeys(0);
    clock.now = CHANGED_AT;
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyKeyFields, { minLength: 1, maxLength: 3 }),
        fc.array(anyStep, { minLength: 1, maxLength: 6 }),
        async (keys, steps) => {
          round += 1;
          const ids: string[] = [];
          for (const [index, fields] of keys.entries()) {
            const name = `Key ${round} ${index}`;
            const made = valueOf(await apiKeys.create(newKey({ name })));
            ids.push(made.apiKey.id);
            const { compromised: _, scopes: __, expiresAt: ___, ...rest } = fields;
            valueOf(await apiKeys.update(made.apiKey.id, rest));
          }
          const undone: { undo: number; before: ApiKeyRecord[] }[] = [];
          for (const step of steps) {
            const before = ids.map(record);
            let undo: number | null = null;
            if (step.does === 'change') {
              const plan = changes.plan(ids, step.change)!;
              const done = valueOf(await change(ids, step.change));
              expect(done.changed).toBe(sumOf(plan).changed);
              for (const [index, planned] of plan.entries()) {
                const { updatedAt } = record(ids[index]!);
                const after = planned.skipped === null ? planned.after : {};
                expect(record(ids[index]!)).toEqual({ ...before[index], ...after, updatedAt });
                const isMore = planned.skipped === null && planned.givesMore;
                expect(givesMore(before[index]!, record(ids[index]!))).toBe(isMore);
              }
              undo = done.undo;
            } else {
              const { compromised: _, scopes: __, expiresAt: ___, ...rest } = step.fields;
              const edited = await apiKeys.update(ids[0]!, rest);
              undo = edited.ok ? edited.value.undo : null;
            }
            const isReport = step.does === 'change' && step.change.kind === 'compromised';
            // A report is not reverted, nor is any change before it.
            if (isReport) undone.length = 0;
            else if (undo !== null) undone.push({ undo, before });
          }
          for (const { undo, before } of undone.toReversed()) {
            const held = ids.map((id) => record(id).compromised !== null);
            const reverted = await revert(undo);
            if (!reverted.ok) {
              expect(held).toContain(true);
              break;
            }
            if (held.includes(true)) break;
            const dated = ids.map((id, index) => ({
              ...before[index],
              updatedAt: record(id).updatedAt,
            }));
            expect(ids.map(record)).toEqual(dated);
          }
        },
      ),
      { numRuns: 40 },
    );
  }, 30_000);
});
