import type { Failure } from '../../../shared/lib/failure';
import type { VaultNotice } from '../../../shared/vault/vault-state';
import { faultCode } from '../../platform/disk/file-system';
import { backupsIn } from './backups';
import type { VaultWorld } from '../open-vault';

/** What a person is to know when no snapshot could be taken: since when there has been no backup, and why. */
export async function noBackupNotice(
  { fs, paths }: VaultWorld,
  failure: Failure,
): Promise<VaultNotice> {
  try {
    const { lastAt } = await backupsIn(fs, paths.backups);
    return { kind: 'no-backup', since: lastAt, failure };
  } catch (error) {
    // What keeps them from being written keeps them from being read.
    faultCode(error);
    return { kind: 'no-backup', since: null, failure };
  }
}

/** Whether a notice may be replaced by that: the others keep anything from being saved, and are settled first. */
export const givesWay = (notice: VaultNotice | null): boolean =>
  notice === null || notice.kind === 'torn-activity' || notice.kind === 'no-backup';
