import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { VaultHooks } from '../../../../electron/lib/feature-module';
import type { Lockable } from '../../../../electron/lib/vault-lifecycle';
import { VaultLifecycle } from '../../../../electron/lib/vault-lifecycle';

/** A lifecycle whose steps are noted, with parts named `first` and `second`. */
function lifecycleOf(first: VaultHooks = {}, canLock = true) {
  const steps: string[] = [];
  const note = (step: string) => () => {
    steps.push(step);
  };
  const lifecycle = new VaultLifecycle({
    renewPage: async () => note('new page')(),
    collectGarbage: async () => note('garbage')(),
  });
  const lockable: Lockable = {
    canLock,
    stopOpening: note('stop opening'),
    async close(settle) {
      steps.push('close');
      try {
        await settle();
      } finally {
        steps.push('closed');
      }
    },
  };
  const part = (name: string): Required<VaultHooks> => ({
    onCommitted: note(`${name} committed`),
    onReplaced: note(`${name} replaced`),
    onUnlocked: note(`${name} unlocked`),
    onLocking: note(`${name} locking`),
    onLocked: note(`${name} locked`),
  });
  return { lifecycle, lockable, steps, parts: [{ ...part('first'), ...first }, part('second')] };
}

/** The same, already following its parts. */
function following(first: VaultHooks = {}, canLock = true) {
  const made = lifecycleOf(first, canLock);
  made.lifecycle.follow(made.lockable, made.parts);
  return made;
}

const broken = () => {
  throw new Error('broken');
};

describe('the lifecycle of the vault', () => {
  it('tells every part in the order in which they are given', () => {
    const { lifecycle, steps } = following();
    lifecycle.committed([]);
    lifecycle.unlocked();
    lifecycle.replaced();
    expect(steps).toEqual([
      'first committed',
      'second committed',
      'first unlocked',
      'second unlocked',
      'first replaced',
      'second replaced',
    ]);
  });

  it('says when the vault is open for the first time', async () => {
    const { lifecycle, steps } = following();
    const first = lifecycle.firstUnlock.then(() => steps.push('open'));
    await wait(0);
    expect(steps).toEqual([]);
    lifecycle.unlocked();
    await first;
    expect(steps).toContain('open');
  });

  it('ends what opens the vault before all else, and forgets when it is closed', async () => {
    const { lifecycle, steps } = following();
    const locked = lifecycle.lock();
    // The parts end their work at once, without waiting for the vault.
    expect(steps.slice(0, 4)).toEqual(['stop opening', 'first locking', 'second locking', 'close']);
    await locked;
    expect(steps.filter((step) => step !== 'new page').slice(4)).toEqual([
      'closed',
      'first locked',
      'second locked',
      'garbage',
    ]);
    expect(steps).toContain('new page');
  });

  it('does not close the vault before a part has ended its work', async () => {
    let end: () => void = () => undefined;
    const onLocking = () => new Promise<void>((resolve) => (end = resolve));
    const { lifecycle, steps } = following({ onLocking });
    const closed = lifecycle.close();
    await wait(0);
    expect(steps).toEqual(['second locking', 'close']);
    end();
    await closed;
    expect(steps).toEqual(['second locking', 'close', 'closed', 'first locked', 'second locked']);
  });

  it.each([
    ['at once', broken],
    ['later', async () => broken()],
  ])('closes the vault and tells the others when a part fails %s', async (_when, onLocking) => {
    const { lifecycle, steps } = following({ onLocking });
    await expect(lifecycle.close()).rejects.toThrow('broken');
    expect(steps).toEqual(['second locking', 'close', 'closed', 'first locked', 'second locked']);
  });

  it('has every part forget when one of them cannot', async () => {
    const { lifecycle, steps } = following({ onLocked: broken });
    await expect(lifecycle.close()).rejects.toThrow('broken');
    expect(steps).toContain('second locked');
  });

  it('has every part forget when the vault could not be written', async () => {
    const { lifecycle, lockable, parts, steps } = lifecycleOf();
    lifecycle.follow({ ...lockable, close: async () => broken() }, parts);
    await expect(lifecycle.close()).rejects.toThrow('broken');
    expect(steps.slice(-2)).toEqual(['first locked', 'second locked']);
  });

  it('ends what opens the vault also when there is nothing to lock', async () => {
    const { lifecycle, steps } = following({}, false);
    await lifecycle.lock();
    expect(steps).toEqual(['stop opening']);
  });

  it('locks nothing before there is a vault', async () => {
    const { lifecycle, steps } = lifecycleOf();
    await lifecycle.lock();
    await lifecycle.close();
    expect(steps).toEqual([]);
  });
});
