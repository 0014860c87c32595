import { expect, it, vi } from 'vitest';
import { openByItself } from '../../../electron/open-by-itself';
import type { VaultSession } from '../../../electron/vault/session';
import { ok } from '../../../shared/result';

it('looks at the vault, and asks the keychain only once that keeps nobody waiting', async () => {
  const unlock = vi.fn(async () => ok(undefined));
  const state = vi.fn(async () => ({
    kind: 'locked' as const,
    hasKeychainSlot: true,
    lastOpenedAt: null,
  }));
  const session = { state, unlock } as unknown as VaultSession;
  let allow: () => void = () => undefined;
  const mayBlock = new Promise<void>((resolve) => {
    allow = resolve;
  });
  const never = new Promise<void>(() => undefined);
  const opening = openByItself(session, never, mayBlock);
  await vi.waitFor(() => expect(state).toHaveBeenCalled());
  expect(unlock).not.toHaveBeenCalled();
  allow();
  await opening;
  expect(unlock).toHaveBeenCalledExactlyOnceWith({ method: 'keychain' });
});
