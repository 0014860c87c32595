import type { OutdatedKeyslots } from '../../../shared/vault/vault-state';
import type { ActivityEvent } from '../format/events';
import type { VaultHeader } from '../format/snapshot-schema';

/** Changes after which something that opened the vault opens it no more. */
const CLOSING = [
  'vault.passphrase-changed',
  'vault.recovery-code-changed',
  'vault.keychain-removed',
] as const satisfies readonly OutdatedKeyslots['event'][];

const CHANGING: ReadonlySet<ActivityEvent['event']> = new Set([
  ...CLOSING,
  'vault.keychain-added',
  'vault.data-key-changed',
  'vault.older-ways-in-accepted',
  'vault.merged',
  'vault.recovered',
]);

/** Whether the ways in may be others after an event than before. */
export const changesKeyslots = ({ event }: Pick<ActivityEvent, 'event'>): boolean =>
  CHANGING.has(event);

/** Up to which event the slots of a vault file are right; files from before this was noted are right as far as they go. */
export const slotsSinceOf = ({ slotsSince, sequence }: VaultHeader): number =>
  slotsSince ?? sequence;

/**
 * Says whether a vault file is from before a change of its ways in. Such a change is recorded first, and then written into
 * the file: one that stands in the activity and not in the file was cut short, or the file is an older copy.
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
    const event = CLOSING.find((closing) => closing === change.event);
    if (event) return { event, at: change.at };
  }
  return null;
}
