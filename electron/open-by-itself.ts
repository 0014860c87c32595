import type { VaultSession } from './vault/session';

/**
 * Opens the vault when the app starts: whoever has put a keychain slot into it wants to find it open.
 *
 * @param isOpen settles when the vault is open. That somebody came in is recorded afterwards, and nobody need wait for that.
 */
export function openByItself(session: VaultSession, isOpen: Promise<void>) {
  const opens = session.state().then((state) => state.kind === 'locked' && state.hasKeychainSlot);
  const tried = opens.then(async (does) => {
    if (does) await session.unlock({ method: 'keychain' });
  });
  let isOver = false;
  const over = Promise.race([tried, isOpen])
    .catch((error: unknown) => {
      console.error('unlocking with the keychain:', error instanceof Error ? error.stack : '');
    })
    .then(() => {
      isOver = true;
    });
  return {
    /** settles when the vault is open, or does not open by itself */
    over,
    /** Whether it is being opened at this moment. */
    isOpening: async () => (await opens.catch(() => false)) && !isOver,
  };
}
