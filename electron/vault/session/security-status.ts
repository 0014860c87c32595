import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { SecurityStatus } from '../../../shared/vault/vault-state';
import { backupsIn } from '../snapshot/backups';
import { faultCode } from '../../platform/disk/file-system';
import type { VaultEnvironment } from '../open-vault';
import type { Slot } from '../format/keyslot-schema';

const KIB_PER_MIB = 1024;

/**
 * What protects the vault, and what remains if it is lost.
 *
 * @returns `vault-unreadable` when the backups cannot be read
 */
export async function securityStatusOf(
  { fs, paths }: VaultEnvironment,
  slots: readonly Slot[],
): Promise<Result<SecurityStatus>> {
  const costs = slots.flatMap((slot) => (slot.type === 'passphrase' ? [slot.kdf] : []));
  // An attacker guesses at the cheapest slot.
  const [cheapest] = costs.toSorted((a, b) => a.memoryKiB - b.memoryKiB);
  try {
    const { count, lastAt } = await backupsIn(fs, paths.backups);
    return ok({
      passphrase: {
        memoryMiB: Math.floor((cheapest?.memoryKiB ?? 0) / KIB_PER_MIB),
        passes: cheapest?.iterations ?? 0,
      },
      hasRecoveryCode: slots.some(({ type }) => type === 'recovery'),
      hasKeychain: slots.some(({ type }) => type === 'keychain'),
      backups: count,
      lastBackupAt: lastAt,
    });
  } catch (error) {
    const reason = faultCode(error);
    return fail({ code: 'vault-unreadable', path: paths.backups, reason });
  }
}
