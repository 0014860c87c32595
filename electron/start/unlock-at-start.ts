import { setTimeout as wait } from 'node:timers/promises';
import type { Failure } from '../../shared/lib/failure';
import type { Result } from '../../shared/lib/result';
import type { VaultSession } from '../vault/session/vault-session';

/** As long as somebody would wait for the keys, before the unlock screen is of more use. */
const PATIENCE_MS = 2_000;

/** Why the keychain does not open a vault that is as it should be. */
const NO_DAMAGE: readonly Failure['code'][] = [
  'keychain-unavailable',
  'keychain-refused',
  'keychain-silent',
  'vault-locked',
  'vault-not-locked',
];

/**
 * Opens the vault when the app starts: whoever has put a keychain slot into it wants to find it open.
 *
 * @param isOpen settles when the vault is open. That somebody came in is recorded afterwards, and nobody need wait for that.
 * @param mayOpen settles when what opening brings into memory can no longer get into a core file
 * @param isOverdue settles when nobody waits for the keychain any more, which may ask a person or be stuck. The vault then
 * counts as locked, and still opens by itself if the keychain answers later.
 * @returns when the vault is open, or does not open by itself so soon
 */
export async function unlockAtStart(
  session: VaultSession,
  isOpen: Promise<void>,
  mayOpen: Promise<void>,
  isOverdue: () => Promise<void> = () => wait(PATIENCE_MS, undefined, { ref: false }),
): Promise<void> {
  try {
    const state = await session.state();
    if (state.kind !== 'locked' || !state.hasKeychainSlot) return;
    await mayOpen;
    const unlocking = session.unlock({ method: 'keychain' });
    const opened = await Promise.race([
      unlocking,
      isOpen,
      isOverdue().then(() => 'overdue' as const),
    ]);
    if (opened === 'overdue') tellLate(session, unlocking).catch(report);
    if (!opened || opened === 'overdue') return;
    if (opened.ok || NO_DAMAGE.includes(opened.failure.code)) return;
    // The page may not have listened yet when it was found: it asks when this is over.
    session.setDamage(opened.failure);
  } catch (error) {
    report(error);
  }
}

const report = (error: unknown): void =>
  console.error('unlocking with the keychain:', error instanceof Error ? error.stack : '');

/** The page is told that the keychain is not being asked any more. All else it hears as it happens. */
async function tellLate(session: VaultSession, unlocking: Promise<Result<void>>): Promise<void> {
  const opened = await unlocking;
  if (opened.ok || opened.failure.code === 'vault-not-locked') return;
  if (NO_DAMAGE.includes(opened.failure.code)) await session.resendState();
}
