import type { Failure } from '../shared/failure';
import type { VaultSession } from './vault/session';

/** Why the keychain does not open a vault that is as it should be. */
const NO_DAMAGE: readonly Failure['code'][] = [
  'keychain-unavailable',
  'keychain-refused',
  'vault-not-locked',
];

/**
 * Opens the vault when the app starts: whoever has put a keychain slot into it wants to find it open.
 *
 * @param isOpen settles when the vault is open. That somebody came in is recorded afterwards, and nobody need wait for that.
 * @param mayBlock settles when the keychain, which stops this process until it has answered, keeps nobody else waiting
 * @returns when the vault is open, or does not open by itself
 */
export async function openByItself(
  session: VaultSession,
  isOpen: Promise<void>,
  mayBlock: Promise<void>,
): Promise<void> {
  try {
    const state = await session.state();
    if (state.kind !== 'locked' || !state.hasKeychainSlot) return;
    await mayBlock;
    const opened = await Promise.race([session.unlock({ method: 'keychain' }), isOpen]);
    if (!opened || opened.ok || NO_DAMAGE.includes(opened.failure.code)) return;
    // The page may not have listened yet when it was found: it asks when this is over.
    session.keepDamage(opened.failure);
  } catch (error) {
    console.error('unlocking with the keychain:', error instanceof Error ? error.stack : '');
  }
}
