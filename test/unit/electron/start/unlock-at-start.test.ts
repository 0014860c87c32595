import { expect, it, vi } from 'vitest';
import { unlockAtStart } from '../../../../electron/start/unlock-at-start';
import type { VaultSession } from '../../../../electron/vault/session/vault-session';
import type { Result } from '../../../../shared/lib/result';
import { fail, ok } from '../../../../shared/lib/result';

const never = new Promise<never>(() => undefined);

/** A promise with its resolver. */
function settled<T>() {
  let settle: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}

function sessionWith(answer: Promise<Result<void>>) {
  const unlock = vi.fn(() => answer);
  const resendState = vi.fn(async () => undefined);
  const setDamage = vi.fn();
  const state = vi.fn(async () => ({
    kind: 'locked' as const,
    hasKeychainSlot: true,
    lastOpenedAt: null,
  }));
  const parts = { state, unlock, resendState, setDamage };
  return { ...parts, session: parts as unknown as VaultSession };
}

it('looks at the vault, and asks the keychain only once it may be opened', async () => {
  const { session, state, unlock } = sessionWith(Promise.resolve(ok(undefined)));
  const mayOpen = settled<void>();
  const opening = unlockAtStart(session, never, mayOpen.promise);
  await vi.waitFor(() => expect(state).toHaveBeenCalled());
  expect(unlock).not.toHaveBeenCalled();
  mayOpen.settle();
  await opening;
  expect(unlock).toHaveBeenCalledExactlyOnceWith({ method: 'keychain' });
});

it('waits two seconds at most for a keychain, and reports its later answer', async () => {
  const answer = settled<Result<void>>();
  const { session, resendState, setDamage } = sessionWith(answer.promise);
  const overdue = settled<void>();
  const opening = unlockAtStart(session, never, Promise.resolve(), () => overdue.promise);
  overdue.settle();
  await opening;
  expect(resendState).not.toHaveBeenCalled();
  answer.settle(fail({ code: 'keychain-silent' }));
  await vi.waitFor(() => expect(resendState).toHaveBeenCalledOnce());
  expect(setDamage).not.toHaveBeenCalled();
});

it.each<[string, Result<void>]>([
  ['the vault is open', ok(undefined)],
  ['somebody else has opened it', fail({ code: 'vault-not-locked' })],
  ['the vault turned out to be damaged', fail({ code: 'vault-altered', path: '/v' })],
])('says nothing of its own later when %s: that is told as it happens', async (_what, outcome) => {
  const answer = settled<Result<void>>();
  const { session, resendState } = sessionWith(answer.promise);
  await unlockAtStart(session, never, Promise.resolve(), async () => undefined);
  answer.settle(outcome);
  await answer.promise;
  await Promise.resolve();
  expect(resendState).not.toHaveBeenCalled();
});
