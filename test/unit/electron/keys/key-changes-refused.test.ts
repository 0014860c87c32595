import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KeyChanges } from '../../../../electron/keys/key-changes';
import type { KeyChange } from '../../../../shared/keys/key-change';
import { ChangeJudge } from '../../../../shared/rules/change-judge';
import { NO_RULES } from '../../../../shared/rules/rule-set';
import { NOTHING_IN_FORCE } from '../../../../shared/rules/rules-in-force';
import { openKeys } from '../../../support/open-keys';
import { failureOf, valueOf } from '../../../support/sample-keys';

const OWNER: KeyChange = { kind: 'owner', owner: 'Mia' };
const NO_OWNER: KeyChange = { kind: 'owner', owner: '' };

describe('a rule that blocks', () => {
  it('refuses a change of many keys as a whole and names them, and leaves nothing to revert', async () => {
    const rules = { ...NO_RULES, 'owner-required': { mode: 'block' as const } };
    let isOn = false;
    const world = await openKeys(7, () => {
      const inForce = isOn ? { ...NOTHING_IN_FORCE, rules } : NOTHING_IN_FORCE;
      const records = Array.from(world.vault().keys.values(), ({ record }) => record);
      return new ChangeJudge(() => records, inForce, world.clock.now);
    });
    const { change, revert, ids, record, changes } = world;
    const { undo } = valueOf(await change(ids, OWNER));
    isOn = true;
    const refused = failureOf(await change(ids, NO_OWNER));
    expect(refused).toMatchObject({
      code: 'rules-broken',
      names: ['Key 0', 'Key 1', 'Key 2', 'Key 3', 'Key 4'],
      count: 7,
      violations: [{ rule: 'owner-required' }],
    });
    const { steps } = valueOf(await changes.planRevert(undo!));
    const heldBack = { reason: 'rules', rules: ['owner-required'] };
    expect(steps.map(({ skipped }) => skipped)).toEqual(ids.map(() => heldBack));
    expect(failureOf(await revert(undo!))).toEqual({ code: 'revert-impossible', problem: 'none' });
    expect(ids.map((id) => record(id).owner)).toEqual(ids.map(() => 'Mia'));
    isOn = false;
    const { digest } = valueOf(await changes.planRevert(undo!));
    const declined = await changes.revert({ sequence: undo!, shown: digest }, () => false);
    expect(failureOf(declined).code).toBe('not-confirmed');
    valueOf(await revert(undo!));
  });
});

describe('a revert that cannot be planned', () => {
  it('of an event before the activity says that it is archived', async () => {
    const { changes } = await openKeys(1);
    expect(failureOf(await changes.planRevert(0))).toEqual({
      code: 'revert-impossible',
      problem: 'archived',
    });
  });

  it('behind a line that cannot be read says so, and changes nothing', async () => {
    const { change, changes, ids, directory, record } = await openKeys(2);
    const { undo } = valueOf(await change(ids, OWNER));
    const path = join(directory, 'activity.jsonl');
    const bytes = await readFile(path);
    const last = bytes.lastIndexOf(0x0a, -2);
    bytes[last + 60] = (bytes[last + 60] ?? 0) ^ 1;
    await writeFile(path, bytes);
    expect(failureOf(await changes.planRevert(undo! - 1))).toEqual({
      code: 'revert-impossible',
      problem: 'unreadable',
    });
    expect(failureOf(await changes.revert({ sequence: undo!, shown: '' })).code).toBe(
      'preview-outdated',
    );
    expect(record(ids[0]!).owner).toBe('Mia');
  });

  it('because the vault was locked meanwhile leaves no plan', async () => {
    const { change, ids, vault, clock } = await openKeys(1);
    const { undo } = valueOf(await change(ids, OWNER));
    const open = vault();
    let asked = 0;
    const changes = new KeyChanges({
      // Locked from the second question on.
      vault: () => (++asked === 1 ? open : null),
      now: () => clock.now,
      onProgress: () => undefined,
    });
    expect(failureOf(await changes.planRevert(undo!)).code).toBe('vault-locked');
    expect(changes.revertSteps(undo!)).toBeNull();
    expect(failureOf(await changes.revert({ sequence: undo!, shown: '' })).code).toBe(
      'vault-locked',
    );
  });

  it('is forgotten with the vault, and a change of an invalid value has no plan', async () => {
    const { change, changes, ids } = await openKeys(1);
    const { undo } = valueOf(await change(ids, OWNER));
    valueOf(await changes.planRevert(undo!));
    expect(changes.revertSteps(undo!)).toHaveLength(1);
    changes.forget();
    expect(changes.revertSteps(undo!)).toBeNull();
    const past = '2020-01-01T00:00:00.000Z';
    expect(changes.plan(ids, { kind: 'expiration', expiresAt: past })).toBeNull();
  });
});
