import { join } from 'node:path';
import { ApiKeys } from '../../electron/keys/api-keys';
import { KeyChanges } from '../../electron/keys/key-changes';
import type { Changed } from '../../electron/keys/key-changes';
import type { ApiKeyRecord } from '../../shared/keys/api-key';
import type { KeyChange } from '../../shared/keys/key-change';
import { checkChange } from '../../shared/keys/key-change';
import { planChange } from '../../shared/keys/plan-change';
import { planDigest } from '../../shared/keys/plan-digest';
import type { Result } from '../../shared/lib/result';
import type { StepJudge } from '../../shared/rules/change-judge';
import { newKey, valueOf } from './sample-keys';
import { createdVault, temporaryDirectory } from './test-vault';

/**
 * An open vault with keys, and what changes and reverts them as the page does.
 *
 * @param judge judges the changes by rules; without it there are none
 */
export async function openKeys(count: number, judge?: () => StepJudge) {
  const directory = join(await temporaryDirectory(), 'vault');
  const { session, clock } = await createdVault(directory);
  const vault = () => session.vault;
  const open = () => {
    if (!session.vault) throw new Error('locked');
    return session.vault;
  };
  const now = () => clock.now;
  const progress: number[] = [];
  const apiKeys = new ApiKeys({ vault, now, onChange: () => undefined });
  const changes = new KeyChanges({
    vault,
    now,
    onProgress: ({ done }) => progress.push(done),
    ...(judge && { judge }),
  });
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    ids.push(valueOf(await apiKeys.create(newKey({ name: `Key ${number}` }))).apiKey.id);
  }
  const record = (id: string): ApiKeyRecord => {
    const found = open().keys.get(id);
    if (!found) throw new Error('no key');
    return found.record;
  };
  /** Makes a change as the page does: of the plan that it shows. */
  const change = (of: readonly string[], wanted: KeyChange): Promise<Result<Changed>> => {
    const checked = checkChange(wanted, clock.now);
    const shown = planDigest(planChange(checked.change, of.map(record)));
    return changes.change({ ids: of, change: checked.change, shown });
  };
  const revert = async (sequence: number): Promise<Result<Changed>> => {
    const planned = await changes.planRevert(sequence);
    if (!planned.ok) return planned;
    return changes.revert({ sequence, shown: planned.value.digest });
  };
  const lastEvents = async (most: number) => {
    const events: {
      event: string;
      keyId: string | null;
      origin?: string | undefined;
      commitEnd: number;
    }[] = [];
    await open().activity.readBack(null, (event) => {
      events.push(event);
      return events.length < most;
    });
    return events;
  };
  return {
    apiKeys,
    changes,
    change,
    revert,
    ids,
    record,
    clock,
    vault: open,
    session,
    directory,
    progress,
    lastEvents,
  };
}
