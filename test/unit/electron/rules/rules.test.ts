import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { activityEntryOf } from '../../../../electron/activity/activity-entry';
import { ApiKeys } from '../../../../electron/keys/api-keys';
import { KeyChanges } from '../../../../electron/keys/key-changes';
import { rulesModule } from '../../../../electron/rules/rules-module';
import { planChange } from '../../../../shared/keys/plan-change';
import { planDigest } from '../../../../shared/keys/plan-digest';
import type { RulesState } from '../../../../shared/rules/rules-in-force';
import { ok } from '../../../../shared/lib/result';
import { failureOf, keyId, newKey, storedKey, valueOf } from '../../../support/sample-keys';
import { createdVault, temporaryDirectory } from '../../../support/test-vault';

const DAY_MS = 24 * 60 * 60_000;

async function bench() {
  const made = await createdVault(join(await temporaryDirectory(), 'vault'));
  const told: RulesState[] = [];
  const vault = () => made.session.vault;
  const rules = rulesModule({
    vault,
    now: () => made.clock.now,
    send: (name, payload) => void (name === 'rules:changed' && told.push(payload as RulesState)),
  });
  const apiKeys = new ApiKeys({
    vault,
    now: () => made.clock.now,
    judge: rules.judge,
    onChange: () => undefined,
  });
  const entries: ReturnType<typeof activityEntryOf>[] = [];
  made.followers.push((events) => {
    apiKeys.followCommit(events);
    rules.onCommitted?.(events);
    for (const event of events) {
      entries.push(activityEntryOf(event, () => ({ name: 'x', exists: true })));
    }
  });
  const open = vault();
  if (!open) throw new Error('the vault is not open');
  const { handlers } = rules;
  const create = async (fields: Parameters<typeof newKey>[0] = {}) =>
    valueOf(await apiKeys.create(newKey(fields))).apiKey;
  return { ...made, vault: open, rules, handlers, apiKeys, told, entries, create };
}

type Bench = Awaited<ReturnType<typeof bench>>;

const block = async ({ handlers }: Bench) =>
  valueOf(await handlers['rules:set']({ changes: { 'owner-required': { mode: 'block' } } }));

const accept = async ({ handlers, clock }: Bench, keyIds: string[], days = 1) =>
  handlers['rules:add-exception']({
    code: 'rule-owner-required',
    keyIds,
    reason: 'Agreed',
    until: new Date(clock.now + days * DAY_MS).toISOString(),
  });

describe('the rules of a vault', () => {
  it('are off at first, sealed with the vault once they are set, and told to the page', async () => {
    const world = await bench();
    expect(valueOf(await world.handlers['rules:get'](undefined)).rules).toMatchObject({
      'owner-required': { mode: 'off' },
    });
    const state = await block(world);
    expect(state.rules['owner-required']).toEqual({ mode: 'block' });
    expect(world.told).toEqual([state]);
    // Unchanged rules are not recorded again.
    await block(world);
    expect(world.told).toHaveLength(1);
  });

  it('say in the activity what they were and are', async () => {
    const world = await bench();
    await block(world);
    await world.handlers['rules:set']({ changes: { 'owner-required': { mode: 'off' } } });
    expect(world.entries.at(-1)?.detail).toMatchObject({
      kind: 'rules',
      codes: ['owner-required'],
      before: { 'owner-required': { mode: 'block' } },
      after: { 'owner-required': { mode: 'off' } },
    });
  });

  it('change nothing without the consent for the present rules', async () => {
    const world = await bench();
    const answer = await world.handlers['rules:set'](
      { changes: { 'owner-required': { mode: 'block' } } },
      () => false,
    );
    expect(failureOf(answer).code).toBe('not-confirmed');
    expect(world.rules.inForce().rules['owner-required'].mode).toBe('off');
  });

  it('of a newer version are neither applied nor overwritten', async () => {
    const world = await bench();
    const value = { version: 2, rules: 'later' };
    const set = {
      event: 'setting.changed',
      keyId: null,
      change: { name: 'rules', value },
    } as const;
    valueOf(await world.vault.commit(() => ok([set])));
    expect(world.told.at(-1)?.isReadable).toBe(false);
    const answer = await world.handlers['rules:set']({
      changes: { 'owner-required': { mode: 'block' } },
    });
    expect(failureOf(answer).code).toBe('rules-unreadable');
    expect(world.vault.settings.get('rules')).toEqual(value);
    await world.create();
  });

  it('are none while the vault is locked', async () => {
    const world = await bench();
    await block(world);
    await world.session.lock();
    expect(world.rules.inForce().rules['owner-required'].mode).toBe('off');
    const locked = await world.handlers['rules:set']({ changes: {} });
    expect(failureOf(locked).code).toBe('vault-locked');
  });
});

describe('a rule that blocks', () => {
  it('keeps keys out of a revert that would break it, and says so in the plan', async () => {
    const world = await bench();
    const { vault, clock, rules } = world;
    const bare = await world.create({ name: 'Bare' });
    const owned = await world.create({ name: 'Owned', owner: 'Bea' });
    const ids = [bare.id, owned.id];
    const changes = new KeyChanges({
      vault: () => vault,
      now: () => clock.now,
      judge: rules.judge,
      onProgress: () => undefined,
    });
    const change = { kind: 'owner', owner: 'Ana' } as const;
    const records = ids.flatMap((id) => vault.keys.get(id)?.record ?? []);
    const shown = planDigest(planChange(change, records));
    const { undo } = valueOf(await changes.change({ ids, change, shown }));
    await block(world);
    const sequence = undo ?? 0;
    const { steps, digest } = valueOf(await changes.planRevert(sequence));
    expect(steps.map(({ key, skipped }) => [key.name, skipped])).toEqual([
      ['Bare', { reason: 'rules', rules: ['owner-required'] }],
      ['Owned', null],
    ]);
    expect(valueOf(await changes.revert({ sequence, shown: digest })).changed).toBe(1);
    expect(ids.map((id) => vault.keys.get(id)?.record.owner)).toEqual(['Ana', 'Bea']);
  });

  it('refuses a new key, a change and an activation that break it, and names them', async () => {
    const world = await bench();
    const { apiKeys } = world;
    const good = await world.create({ name: 'Good', owner: 'Ana' });
    const old = await world.create({ name: 'Old' });
    const off = await world.create({ name: 'Off' });
    valueOf(await apiKeys.setEnabled([off.id], false));
    await block(world);

    const refused = failureOf(await apiKeys.create(newKey({ name: 'New' })));
    expect(refused).toEqual({
      code: 'rules-broken',
      names: ['New'],
      count: 1,
      violations: [{ rule: 'owner-required', mode: 'block' }],
    });
    expect(failureOf(await apiKeys.update(good.id, { owner: '' })).code).toBe('rules-broken');
    const all = failureOf(await apiKeys.setEnabled([good.id, old.id, off.id], true));
    expect(all).toMatchObject({ code: 'rules-broken', names: ['Off'], count: 1 });
    expect(failureOf(await apiKeys.update(off.id, { enabled: true })).code).toBe('rules-broken');

    // What broke the rule before can be edited, narrowed, deactivated, rotated and deleted.
    valueOf(await apiKeys.update(old.id, { note: 'x' }));
    valueOf(await apiKeys.update(old.id, { allowedIps: ['10.0.0.1'] }));
    valueOf(await apiKeys.rotate(old.id, 'none'));
    valueOf(await apiKeys.setEnabled([old.id], false));
    valueOf(await apiKeys.delete([old.id]));
    valueOf(await apiKeys.update(off.id, { owner: 'Ana', enabled: true }));
  });

  it('does not keep a deleted key from coming back, disabled', async () => {
    const world = await bench();
    const old = await world.create({ name: 'Old' });
    valueOf(await world.apiKeys.delete([old.id]));
    await block(world);
    const [back] = valueOf(await world.apiKeys.restore([old.id]));
    expect(back?.enabled).toBe(false);
    const activated = await world.apiKeys.setEnabled([back?.id ?? ''], true);
    expect(failureOf(activated).code).toBe('rules-broken');
  });

  it('does not stop a key that comes by sync', async () => {
    const world = await bench();
    await block(world);
    const key = storedKey(7);
    const event = { event: 'key.created', keyId: key.record.id, change: key } as const;
    valueOf(await world.vault.commit(() => ok([event]), 'endpoint'));
    expect(world.vault.keys.has(key.record.id)).toBe(true);
  });
});

describe('an exception', () => {
  it('lets its keys pass until its day, is recorded with the user, and can be removed', async () => {
    const world = await bench();
    const [first, second] = [await world.create({ name: 'A' }), await world.create({ name: 'B' })];
    valueOf(await world.apiKeys.setEnabled([first.id, second.id], false));
    await block(world);
    const [exception] = valueOf(await accept(world, [first.id, keyId(999)])).exceptions;
    expect(exception).toMatchObject({ keyIds: [first.id], by: 'tester', reason: 'Agreed' });
    expect(world.entries.at(-1)?.detail).toMatchObject({ kind: 'exception', change: 'added' });

    valueOf(await world.apiKeys.setEnabled([first.id], true));
    valueOf(await world.apiKeys.setEnabled([first.id], false));
    expect(failureOf(await world.apiKeys.setEnabled([second.id], true)).code).toBe('rules-broken');
    world.clock.now += DAY_MS;
    expect(failureOf(await world.apiKeys.setEnabled([first.id], true)).code).toBe('rules-broken');

    const id = exception?.id ?? '';
    expect(valueOf(await world.handlers['rules:remove-exception']({ id })).exceptions).toEqual([]);
    expect(world.entries.at(-1)?.detail).toMatchObject({ kind: 'exception', change: 'removed' });
    valueOf(await world.handlers['rules:remove-exception']({ id }));
  });

  it('needs an existing key and a day within a year, and room', async () => {
    const world = await bench();
    const key = await world.create();
    expect(failureOf(await accept(world, [keyId(999)])).code).toBe('key-not-found');
    expect(failureOf(await accept(world, [key.id], 0)).code).toBe('request-invalid');
    expect(failureOf(await accept(world, [key.id], 367)).code).toBe('request-invalid');
    for (let index = 0; index < 100; index += 1) valueOf(await accept(world, [key.id]));
    expect(failureOf(await accept(world, [key.id])).code).toBe('exceptions-full');
    // Those that have ended make room.
    world.clock.now += DAY_MS;
    expect(valueOf(await accept(world, [key.id])).exceptions).toHaveLength(1);
  });
});
