import type { OutdatedKeyslots } from '../../../shared/vault/vault-state';
import type { ActivityEvent } from '../format/events';
import type { VaultHeader } from '../format/snapshot-schema';

/** Events that revoke a keyslot. */
const REVOKING = [
  'vault.passphrase-changed',
  'vault.recovery-code-changed',
  'vault.keychain-removed',
] as const satisfies readonly OutdatedKeyslots['event'][];

const CHANGING: ReadonlySet<ActivityEvent['event']> = new Set([
  ...REVOKING,
  'vault.keychain-added',
  'vault.data-key-changed',
  'vault.older-ways-in-accepted',
  'vault.merged',
  'vault.recovered',
]);

/** Whether an event may change the keyslots. */
export const changesKeyslots = ({ event }: Pick<ActivityEvent, 'event'>): boolean =>
  CHANGING.has(event);

/**
 * The sequence number of the last keyslot change that a vault file includes. Older files lack it;
 * their slots are current up to their own sequence number.
 */
export const slotsSinceOf = ({ slotsSince, sequence }: VaultHeader): number =>
  slotsSince ?? sequence;

/**
 * Detects a vault file from before a keyslot change. Such a change is recorded first and written to
 * the file second: an event that the file lacks means that the change was interrupted or that the
 * file is an older copy.
 *
 * @param tail the events after the position of the file
 * @returns the newest such change, or null
 */
export function outdatedKeyslots(
  file: VaultHeader,
  tail: readonly ActivityEvent[],
): OutdatedKeyslots | null {
  for (const change of tail.toReversed()) {
    if (change.sequence <= slotsSinceOf(file)) break;
    const event = REVOKING.find((closing) => closing === change.event);
    if (event) return { event, at: change.at };
  }
  return null;
}
