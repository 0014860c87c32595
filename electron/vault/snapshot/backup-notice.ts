import type { Failure } from '../../../shared/lib/failure';
import type { VaultNotice } from '../../../shared/vault/vault-state';
import { faultCode } from '../../platform/disk/file-system';
import { backupsIn } from './backups';
import type { VaultEnvironment } from '../open-vault';

/** The notice that no snapshot could be saved: the time of the newest backup, and the reason. */
export async function noBackupNotice(
  { fs, paths }: VaultEnvironment,
  failure: Failure,
): Promise<VaultNotice> {
  try {
    const { lastAt } = await backupsIn(fs, paths.backups);
    return { kind: 'no-backup', since: lastAt, failure };
  } catch (error) {
    // The fault that prevents writing backups may prevent listing them.
    faultCode(error);
    return { kind: 'no-backup', since: null, failure };
  }
}

/**
 * Whether the no-backup notice may replace this one. The other notices block all writing and come
 * first.
 */
export const isReplaceable = (notice: VaultNotice | null): boolean =>
  notice === null || notice.kind === 'torn-activity' || notice.kind === 'no-backup';
