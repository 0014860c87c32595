import { describe, expect, it } from 'vitest';
import { KeyChanges } from '../../../../electron/keys/key-changes';
import { ChangeJudge } from '../../../../shared/rules/change-judge';
import { NO_RULES } from '../../../../shared/rules/rule-set';
import { openKeys } from '../../../support/open-keys';
import { failureOf, newKey, valueOf } from '../../../support/sample-keys';

describe('an undone deletion', () => {
  it('leaves each key as it was but its date, also its grace period', async () => {
    const { apiKeys, changes, revert, vault, ids, record } = await openKeys(2);
    const [id = '', other = ''] = ids;
    const { graceUntil } = valueOf(await apiKeys.rotate(id, 'week')).apiKey;
    valueOf(await apiKeys.setEnabled([other], false));
    const before = ids.map((each) => vault().keys.get(each)!);
    const { undo } = valueOf(await apiKeys.delete(ids));
    const { steps } = valueOf(await changes.planRevert(undo!));
    expect(steps.map((step) => step.skipped === null && step.givesMore)).toEqual([true, false]);
    valueOf(await revert(undo!));
    for (const key of before) {
      const { updatedAt } = record(key.record.id);
      const was = { ...key, record: { ...key.record, updatedAt } };
      expect(vault().keys.get(key.record.id)).toEqual(was);
    }
    valueOf(await apiKeys.cancelRotation(id, graceUntil!));
    const again = valueOf(await changes.planRevert(undo!));
    expect(again.steps[0]?.skipped).toEqual({ reason: 'not-restorable' });
  });

  it('leaves a key inactive that was reported, or whose name is taken', async () => {
    const { apiKeys, change, changes, revert, ids, record, clock } = await openKeys(2);
    const [id = '', reported = ''] = ids;
    const at = new Date(clock.now).toISOString();
    valueOf(await change([reported], { kind: 'compromised', reason: '', at, disables: false }));
    const { undo } = valueOf(await apiKeys.delete(ids));
    valueOf(await apiKeys.create(newKey({ name: 'Key 0' })));
    const { steps } = valueOf(await changes.planRevert(undo!));
    expect(steps.some((step) => step.skipped === null && step.givesMore)).toBe(false);
    valueOf(await revert(undo!));
    expect(record(id)).toMatchObject({ name: 'Key 0 (2)', enabled: false });
    expect(record(reported)).toMatchObject({ enabled: false });
  });

  it('gives two keys no one name', async () => {
    const { apiKeys, revert, ids, vault } = await openKeys(2);
    const [id = '', other = ''] = ids;
    valueOf(await apiKeys.update(other, { name: 'Key 0 (2)' }));
    const { undo } = valueOf(await apiKeys.delete([id, other]));
    valueOf(await apiKeys.create(newKey({ name: 'Key 0' })));
    valueOf(await revert(undo!));
    const names = [...vault().keys.values()].map((key) => key.record.name);
    expect(new Set(names).size).toBe(3);
  });

  it('is refused when a rule blocks a key, which can be restored inactive', async () => {
    const { apiKeys, vault, ids, clock } = await openKeys(1);
    const rules = { ...NO_RULES, 'owner-required': { mode: 'block' as const } };
    const judged = new KeyChanges({
      vault,
      now: () => clock.now,
      judge: () => new ChangeJudge(() => [], { rules, exceptions: [] }, clock.now),
      onProgress: () => undefined,
    });
    const { undo } = valueOf(await apiKeys.delete(ids));
    const { digest } = valueOf(await judged.planRevert(undo!));
    const answer = await judged.revert({ sequence: undo!, shown: digest });
    expect(failureOf(answer).code).toBe('rules-broken');
    expect(valueOf(await apiKeys.restore(ids))).toMatchObject([{ enabled: false }]);
  });
});
