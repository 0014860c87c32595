import { setTimeout as wait } from 'node:timers/promises';
import type { Failure } from '../../shared/lib/failure';
import type { Result } from '../../shared/lib/result';
import type { VaultSession } from '../vault/session/vault-session';

/** How long a person may wait for the keys before the unlock screen is more useful (ms). */
const PATIENCE_MS = 2_000;

/** Why the keychain does not open an intact vault. */
const NO_DAMAGE: readonly Failure['code'][] = [
  'keychain-unavailable',
  'keychain-refused',
  'keychain-silent',
  'vault-locked',
  'vault-not-locked',
];

/**
 * Unlocks the vault automatically when the app starts and the vault has a keychain slot.
 *
 * @param isOpen settles when the vault is open. The unlock is recorded later, without delaying
 * this.
 * @param mayOpen settles when secrets in memory can no longer be written to a core file
 * @param isOverdue settles when the page stops waiting for the keychain, which may show a prompt or
 * hang. The vault then counts as locked, and still opens if the keychain answers later.
 * @returns settles when the vault is open, or is not going to open soon
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
    // The page may not have been listening when damage was found: it asks when this is over.
    session.setDamage(opened.failure);
  } catch (error) {
    report(error);
  }
}

const report = (error: unknown): void =>
  console.error('unlocking with the keychain:', error instanceof Error ? error.stack : '');

/**
 * Tells the page that the keychain is no longer being asked. Other changes are sent as they happen.
 */
async function tellLate(session: VaultSession, unlocking: Promise<Result<void>>): Promise<void> {
  const opened = await unlocking;
  if (opened.ok || opened.failure.code === 'vault-not-locked') return;
  if (NO_DAMAGE.includes(opened.failure.code)) await session.resendState();
}
