import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ApiKeys } from '../../../../electron/keys/api-keys';
import { KeyChanges } from '../../../../electron/keys/key-changes';
import { hashSecret } from '../../../../electron/keys/secret';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import { GRACE_PERIODS, graceEndOf } from '../../../../shared/keys/grace-period';
import type { KeyChange } from '../../../../shared/keys/key-change';
import { checkChange } from '../../../../shared/keys/key-change';
import { planChange } from '../../../../shared/keys/plan-change';
import { planDigest } from '../../../../shared/keys/plan-digest';
import { reportedSecret } from '../../../../shared/keys/reported-secret';
import { newKey, valueOf } from '../../../support/sample-keys';
import { createdVault, temporaryDirectory } from '../../../support/test-vault';

const HOUR_MS = 60 * 60_000;

const step = fc.oneof(
  fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ do: fc.constant('rotate' as const), grace: fc.constantFrom(...GRACE_PERIODS) }),
  fc.record({
    do: fc.constantFrom(
      'endGrace' as const,
      'cancelRotation' as const,
      'deleteAndRestore' as const,
      'deleteAndUndo' as const,
      'undoLast' as const,
      'activate' as const,
      'deactivate' as const,
    ),
  }),
  fc.record({ do: fc.constant('report' as const), disables: fc.boolean() }),
  fc.record({
    do: fc.constant('expire' as const),
    days: fc.option(fc.integer({ min: 1, max: 12 })),
  }),
);

it('a reported secret that works is named by its key, after any history', async () => {
  const { session, clock } = await createdVault(join(await temporaryDirectory(), 'vault'));
  const vault = () => session.vault;
  const now = () => clock.now;
  const apiKeys = new ApiKeys({ vault, now, onChange: () => undefined });
  const changes = new KeyChanges({ vault, now, onProgress: () => undefined });
  let round = 0;
  const property = fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
    round += 1;
    const made = valueOf(await apiKeys.create(newKey({ name: `Key ${round}` })));
    const { id } = made.apiKey;
    const record = (): ApiKeyRecord => vault()!.keys.get(id)!.record;
    const reported = new Set<string>();
    let undo: number | null = null;
    const revert = async (sequence: number) => {
      const plan = await changes.planRevert(sequence);
      if (plan.ok) await changes.revert({ sequence, shown: plan.value.digest });
    };
    for (const action of steps) {
      clock.now += 1;
      const before = record();
      const until = graceEndOf(before) ?? new Date(clock.now).toISOString();
      if (action.do === 'wait') clock.now += action.hours * HOUR_MS;
      if (action.do === 'rotate') {
        await apiKeys.rotate(id, action.grace, graceEndOf(before));
      }
      if (action.do === 'endGrace') await apiKeys.endGrace(id, until);
      if (action.do === 'cancelRotation') await apiKeys.cancelRotation(id, until);
      if (action.do === 'activate') {
        const done = await apiKeys.setEnabled([id], true);
        if (done.ok) undo = done.value.undo ?? undo;
      }
      if (action.do === 'deactivate') {
        undo = valueOf(await apiKeys.setEnabled([id], false)).undo ?? undo;
      }
      if (action.do === 'expire') {
        const { days } = action;
        const expiresAt =
          days === null ? null : new Date(clock.now + days * 24 * HOUR_MS).toISOString();
        undo = valueOf(await apiKeys.update(id, { expiresAt })).undo ?? undo;
      }
      if (action.do === 'report') {
        const change: KeyChange = {
          kind: 'compromised',
          reason: 'In a log',
          at: new Date(clock.now).toISOString(),
          disables: action.disables,
        };
        const checked = checkChange(change, clock.now).change;
        const shown = planDigest(planChange(checked, [before]));
        valueOf(await changes.change({ ids: [id], change: checked, shown }));
        reported.add(before.secretHash);
      }
      if (action.do === 'undoLast' && undo !== null) await revert(undo);
      if (action.do === 'deleteAndRestore' || action.do === 'deleteAndUndo') {
        const { undo: deletion } = valueOf(await apiKeys.delete([id]));
        if (action.do === 'deleteAndUndo') await revert(deletion!);
        if (!vault()!.keys.has(id)) valueOf(await apiKeys.restore([id]));
      }
      const after = record();
      const end = graceEndOf(after);
      const isGrace = end !== null && Date.parse(end) > clock.now;
      const works = [after.secretHash, ...(isGrace ? [after.previousSecret!.hash] : [])];
      const named = reportedSecret({ ...after, graceUntil: end }, clock.now);
      if (works.some((hash) => reported.has(hash))) {
        expect(['present', 'previous']).toContain(named);
        if (reported.has(after.secretHash)) expect(named).toBe('present');
        // Nothing but a rotation makes it work again.
        if (after.enabled && !before.enabled) expect(reported).not.toContain(after.secretHash);
      }
      expect(hashSecret(valueOf(vault()!.openSecret(id)).toString())).toBe(after.secretHash);
    }
  });
  await fc.assert(property, { numRuns: 120 });
}, 60_000);
