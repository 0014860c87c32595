import type { VaultSession } from './vault/session';

/**
 * Opens the vault when the app starts: whoever has put a keychain slot into it wants to find it open.
 *
 * @param isOpen settles when the vault is open. That somebody came in is recorded afterwards, and nobody need wait for that.
 * @returns when the vault is open, or does not open by itself
 */
export async function openByItself(session: VaultSession, isOpen: Promise<void>): Promise<void> {
  try {
    const state = await session.state();
    if (state.kind !== 'locked' || !state.hasKeychainSlot) return;
    await Promise.race([session.unlock({ method: 'keychain' }), isOpen]);
  } catch (error) {
    console.error('unlocking with the keychain:', error instanceof Error ? error.stack : '');
  }
}
